package io.slipstream.app.cli;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipstream topics}: describes and creates the topics of the catalogue. */
@Command(
        name = "topics",
        description =
                "Describes the topics Slipstream uses and whether the broker has them; --create makes those missing.")
public final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--create", description = "Create the topics that are missing.")
    private boolean create;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** One line of the answer. */
    record Line(String topic, String value, String key, String kept, boolean exists, int partitions) {}

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = cluster.config();
        new ClusterCheck(config).require();
        try (Admin admin = new KafkaClients(config).admin("slipstream-topics")) {
            TopicAdmin topics = new TopicAdmin(admin, config);
            if (create) {
                topics.ensure(Topics.all());
            }
            print(lines(config, topics.describe(Topics.all())));
        }
        return 0;
    }

    private static List<Line> lines(Config config, Map<String, TopicDescription> found) {
        String prefix = config.get(CommonSettings.TOPICS_PREFIX);
        return Topics.all().stream()
                .map(topic -> line(topic, topic.name(prefix), found.get(topic.name(prefix))))
                .toList();
    }

    private static Line line(Topic<?> topic, String name, @Nullable TopicDescription found) {
        return new Line(
                name,
                topic.valueType().getSimpleName(),
                topic.keyFormat(),
                kept(topic),
                found != null,
                found == null ? topic.partitions() : found.partitions().size());
    }

    private static String kept(Topic<?> topic) {
        if (topic.retention().compacted()) {
            return "newest of a key";
        }
        if (topic.retention().milliseconds() > 0) {
            return topic.retention().milliseconds() / 86_400_000 + " days";
        }
        long bytes = topic.retention().bytesPerPartition();
        return bytes < 0 ? "for ever" : (bytes >> 20) + " MiB a partition";
    }

    private void print(List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(lines));
        } else {
            String format = "%-30s %-18s %-30s %-20s %10s  %s%n";
            out.printf(Locale.ROOT, format, "topic", "value", "key", "kept", "partitions", "exists");
            for (Line line : lines) {
                out.printf(
                        Locale.ROOT,
                        format,
                        line.topic(),
                        line.value(),
                        line.key(),
                        line.kept(),
                        line.partitions(),
                        line.exists() ? "yes" : "no");
            }
        }
        out.flush();
    }
}
