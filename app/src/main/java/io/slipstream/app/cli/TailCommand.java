package io.slipstream.app.cli;

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
import java.util.LinkedHashMap;
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
@Command(name = "tail", description = "Prints records of a topic readably; tensors are summarised.")
public final class TailCommand implements Callable<Integer> {
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

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = cluster.config();
        Topic<?> wanted = topic(config.get(CommonSettings.TOPICS_PREFIX));
        new ClusterCheck(config).require();
        PrintWriter out = spec.commandLine().getOut();
        new TopicTail(new KafkaClients(config), wanted)
                .read(fromBeginning ? -1 : 10, follow, () -> !out.checkError(), record -> print(record, out));
        return 0;
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

    private void print(ConsumerRecord<String, Decoded<SpecificRecord>> record, PrintWriter out) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        line.put("key", String.valueOf(record.key()));
        Map<String, Object> value = value(record.value());
        if (json) {
            line.put("value", value);
            out.println(Json.line(line));
        } else {
            out.printf("%d@%d  %s  %s%n", record.partition(), record.offset(), line.get("timestamp"), record.key());
            value.forEach((name, field) -> out.printf("    %-18s %s%n", name, field));
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
