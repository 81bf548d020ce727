package io.slipstream.app.cli;

import io.slipstream.app.topics.Ink;
import io.slipstream.app.topics.RecordFilter;
import io.slipstream.app.topics.RecordPrinter;
import io.slipstream.app.topics.RecordView;
import io.slipstream.app.topics.TopicTail;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipstream tail}: prints the records of a topic. */
@Command(
        name = "tail",
        description =
                "Prints records of a topic readably: tensors are summarised, times are local, colours are those of the live page.")
public final class TailCommand implements Callable<Integer> {
    /** Records of each partition to begin with. */
    private static final long LAST = 10;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "TOPIC", description = "e.g. decisions, transitions, models, slipstream.mismatch.v1")
    private String topic = "";

    @Option(names = "--from-beginning", description = "Begin with the oldest record instead of the newest ten.")
    private boolean fromBeginning;

    @Option(names = "--follow", description = "Wait for more until Ctrl-C.")
    private boolean follow;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Only records of this fleet.")
    private @Nullable String fleet;

    @Option(names = "--env", paramLabel = "N", description = "Only records of this environment.")
    private @Nullable Integer environment;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = {
                "Only records whose field has this value; also != < <= > >= and ~ (contains), and parts of nested records after dots:"
                        + " 'component=POLICY', 'dynamics.value>0.05', 'reason~sensors'.",
                "May be given again; all have to hold."
            })
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never (default: ${DEFAULT-VALUE}: on a terminal, unless NO_COLOR is set).")
    private String color = "auto";

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    private long seen;
    private long shown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = cluster.config();
        Topic<?> wanted = topic(config.get(CommonSettings.TOPICS_PREFIX));
        List<RecordFilter> filters = filters(wanted);
        Ink ink = ink();
        new ClusterCheck(config).require();
        PrintWriter out = spec.commandLine().getOut();
        RecordPrinter printer = new RecordPrinter(out, ink, ZoneOffset.UTC);
        new TopicTail(new KafkaClients(config), wanted)
                .read(
                        fromBeginning ? -1 : LAST,
                        follow,
                        () -> !out.checkError(),
                        record -> print(record, filters, printer));
        if (!filters.isEmpty() && shown == 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "none of the %,d records looked at meets the conditions%s%n",
                            seen,
                            fromBeginning ? "" : "; --from-beginning looks at all");
        }
        return 0;
    }

    private List<RecordFilter> filters(Topic<?> wanted) {
        try {
            List<RecordFilter> filters = new ArrayList<>();
            if (fleet != null) {
                filters.add(RecordFilter.equal("fleet", fleet, wanted));
            }
            if (environment != null) {
                filters.add(RecordFilter.equal("environment", environment.toString(), wanted));
            }
            where.forEach(text -> filters.add(RecordFilter.parse(text, wanted)));
            return filters;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Ink ink() {
        return switch (color) {
            case "auto" -> Ink.of(System.getenv(), Ink.onTerminal());
            case "always" -> Ink.COLOURED;
            case "never" -> Ink.PLAIN;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--color has to be auto, always or never, not '" + color + "'");
        };
    }

    private Topic<?> topic(String prefix) {
        return Topics.all().stream()
                .filter(known -> topic.equals(known.name(prefix))
                        || topic.equals(known.suffix())
                        || (topic + ".v1").equals(known.suffix()))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no topic " + topic + "; known are "
                                + Topics.all().stream()
                                        .map(known -> known.suffix().replace(".v1", ""))
                                        .collect(Collectors.joining(", "))));
    }

    private void print(
            ConsumerRecord<String, Decoded<SpecificRecord>> record, List<RecordFilter> filters, RecordPrinter printer) {
        seen++;
        Map<String, Object> value = value(record.value());
        if (!RecordFilter.all(filters, value)) {
            return;
        }
        shown++;
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("partition", record.partition());
            line.put("offset", record.offset());
            line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
            line.put("key", String.valueOf(record.key()));
            line.put("value", value);
            spec.commandLine().getOut().println(Json.line(line));
        } else {
            String place = record.partition() + "@" + record.offset();
            printer.print(place, record.timestamp(), String.valueOf(record.key()), value);
        }
    }

    private static Map<String, Object> value(@Nullable Decoded<SpecificRecord> decoded) {
        if (decoded instanceof Decoded.Value<SpecificRecord> value) {
            return RecordView.of(value.record());
        }
        if (decoded instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
            return Map.of("unreadable", unreadable.reason());
        }
        return Map.of("tombstone", true);
    }
}
