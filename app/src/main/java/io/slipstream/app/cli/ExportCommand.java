package io.slipstream.app.cli;

import io.slipstream.app.archive.Exporter;
import io.slipstream.app.archive.Selection;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream export}: a log as files. */
@Command(
        name = "export",
        description = {
            "Writes a log, or a part of it, as Avro container files with an index (offsets, timestamps, sha-256), keys and"
                    + " headers kept. Such an archive can be replayed without a broker (replay --archive) and imported.",
            "Bounds on offsets or time count for transitions, episodes and learning reports only: all else is small, and"
                    + " needed to compute again what a part of the log led to."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("([a-z-]+(?:\\.v\\d+)?)/(\\d+):(\\d*)-(\\d*)");
    private static final Set<Topic<?>> BOUNDED = Set.of(Topics.TRANSITIONS, Topics.EPISODES, Topics.LEARNING);

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final LogOptions source = new LogOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the archive, new or empty.")
    private Path out = Path.of("");

    @Option(
            names = "--topics",
            split = ",",
            paramLabel = "TOPIC",
            description = "Topics to take, e.g. transitions,decisions (default: all).")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--offsets",
            paramLabel = "TOPIC/PARTITION:FROM-TO",
            description = "Take this range of a partition only, TO excluded, e.g. transitions/0:1000-2000; may be given"
                    + " again.")
    private List<String> offsets = new ArrayList<>();

    @Option(names = "--since", paramLabel = "TIME", description = "Earliest timestamp, e.g. 2026-01-31T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Timestamp at which it ends, excluded.")
    private @Nullable String until;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        Exporter.Exported exported = source.with(this::export);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("archive", out.toString());
        result.put("records", exported.records());
        result.put("files", exported.files());
        result.put("bytes", exported.bytes());
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.of(result)
                                : String.format(
                                        Locale.ROOT,
                                        "exported %,d records in %d files, %,d bytes, to %s",
                                        exported.records(),
                                        exported.files(),
                                        exported.bytes(),
                                        out));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Exporter.Exported export(StoredLog log, Config config) {
        String prefix = config.get(CommonSettings.TOPICS_PREFIX);
        List<Selection> selections = new ArrayList<>();
        for (Topic<?> topic : wanted()) {
            for (Extent extent : log.extents(topic.name(prefix))) {
                selections.add(selection(topic, extent));
            }
        }
        long total = selections.stream()
                .mapToLong(selection -> selection.range().length())
                .sum();
        ProgressLine progress = new ProgressLine(
                "exporting", "records", total, spec.commandLine().getErr(), System::nanoTime);
        return new Exporter(log, out).export(prefix, selections, progress);
    }

    private List<Topic<?>> wanted() {
        if (topics.isEmpty()) {
            return Topics.all();
        }
        return topics.stream().<Topic<?>>map(this::topic).toList();
    }

    private Topic<?> topic(String name) {
        return Topics.all().stream()
                .filter(known -> name.equals(known.suffix()) || (name + ".v1").equals(known.suffix()))
                .findFirst()
                .orElseThrow(() -> wrong("there is no topic " + name));
    }

    private Selection selection(Topic<?> topic, Extent extent) {
        Extent range = extent;
        for (String text : offsets) {
            Matcher matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                throw wrong("--offsets takes TOPIC/PARTITION:FROM-TO, not " + text);
            }
            if (topic(matcher.group(1)).equals(topic) && Integer.parseInt(matcher.group(2)) == extent.partition()) {
                long from = matcher.group(3).isEmpty() ? extent.from() : Long.parseLong(matcher.group(3));
                long to = matcher.group(4).isEmpty() ? extent.to() : Long.parseLong(matcher.group(4));
                if (from < extent.from() || to > extent.to() || from > to) {
                    throw new CommandFailure("the log holds " + extent + "; " + text + " does not lie within it");
                }
                range = new Extent(extent.topic(), extent.partition(), from, to);
            }
        }
        return BOUNDED.contains(topic)
                ? new Selection(
                        range,
                        since == null ? Long.MIN_VALUE : millis(since),
                        until == null ? Long.MAX_VALUE : millis(until))
                : Selection.all(range);
    }

    private long millis(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "a time looks like 2026-01-31T12:00:00Z, not " + text, e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
