package io.slipstream.app.cli;

import io.slipstream.app.archive.Exporter;
import io.slipstream.app.archive.Importer;
import io.slipstream.app.archive.Selection;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.Recomputed;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a replay leaves what it computes: an archive, topics of another prefix, or nowhere. Never the topics of the run itself. */
final class ReplayOutput {
    private static final String OWN = "-replay";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "New or empty folder for reports, decisions, versions and weights as they come out, as an archive of the"
                            + " kind that `slipstream export` makes.")
    private @Nullable Path folder;

    @Option(
            names = "--to-prefix",
            paramLabel = "PREFIX",
            description =
                    "Write the same into new topics with this prefix on the brokers that are read, or, with --archive, on"
                            + " --bootstrap-servers. The prefix of the run itself is refused.")
    private @Nullable String prefix;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Makes sure, before anything long begins, that it can be written.
     *
     * @param log that is replayed
     * @param config leads to it
     * @param source says how it was opened
     * @return takes what is computed
     */
    Recomputed prepare(StoredLog log, Config config, LogOptions source) {
        String own = config.get(CommonSettings.TOPICS_PREFIX);
        if (folder != null) {
            Exporter.makeFolder(folder);
        }
        if (prefix != null) {
            String wanted = checked(prefix);
            if (wanted.equals(own)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--to-prefix " + prefix
                                + " is the prefix of the run itself, whose topics a replay never writes to;"
                                + " name another one, e.g. " + own + OWN);
            }
            if (!source.hasBrokers()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "an archive has no brokers to write topics to: name some with --bootstrap-servers, or a folder with"
                                + " --out");
            }
            makeTopics(target(config, wanted));
        }
        return new Recomputed(prefix == null ? own + OWN : prefix, log.name());
    }

    /** Writes what was computed to where it was asked for. */
    void write(Recomputed made, Config config) {
        long records = made.extents().stream().mapToLong(Extent::length).sum();
        if (folder != null) {
            List<Selection> everything =
                    made.extents().stream().map(Selection::all).toList();
            new Exporter(made, folder).export(made.prefix(), everything, progress(records));
            say(records, "to the archive " + folder);
        }
        if (prefix != null) {
            new Importer(made, made.prefix(), new KafkaClients(target(config, prefix)))
                    .run(Set.of(), progress(records));
            say(records, "to the topics of prefix " + prefix);
        }
    }

    private String checked(String wanted) {
        try {
            return CommonSettings.TOPICS_PREFIX.type().parse().apply(wanted);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--to-prefix " + wanted + " " + e.getMessage(), e);
        }
    }

    private static void makeTopics(Config target) {
        new ClusterCheck(target).require();
        KafkaClients clients = new KafkaClients(target);
        try (Admin admin = clients.admin("slipstream-replay-topics")) {
            new TopicAdmin(admin, target).ensure(Recomputed.topics());
        }
        Importer.requireEmpty(clients, Recomputed.topics());
    }

    private static Config target(Config config, String prefix) {
        return config.with(CommonSettings.TOPICS_PREFIX, prefix);
    }

    private ProgressLine progress(long records) {
        return new ProgressLine(
                "writing", "records", records, spec.commandLine().getErr(), System::nanoTime);
    }

    private void say(long records, String where) {
        spec.commandLine().getErr().println(String.format(Locale.ROOT, "written %,d records %s", records, where));
        spec.commandLine().getErr().flush();
    }
}
