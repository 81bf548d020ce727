package io.slipstream.app.cli;

import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.archive.Importer;
import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream import}: an archive back onto brokers. */
@Command(
        name = "import",
        description = "Writes an archive into the empty topics of a cluster (--bootstrap-servers) or of a data folder"
                + " (--data-dir): keys, headers, timestamps and partitions as they were.")
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--archive", required = true, paramLabel = "DIR", description = "Archive to import.")
    private Path archive = Path.of("");

    @Option(
            names = {"--data-dir", "--data"},
            paramLabel = "DIR",
            description = "Data folder to import into, unless brokers are named; made when it is not there.")
    private @Nullable Path dataDir;

    @Option(
            names = "--topics",
            split = ",",
            paramLabel = "TOPIC",
            description = "Topics to take, e.g. transitions,episodes (default: all that the archive has).")
    private Set<String> topics = new LinkedHashSet<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = options.load(SettingsCatalogue.all(), Map.of());
        // Read before anything starts: a wrong folder shall not leave a data folder behind.
        new ArchiveLog(archive, new Gaps(false)).close();
        Importer.Imported imported = options.namesBrokers() ? write(config) : intoFolder(config);
        spec.commandLine()
                .getOut()
                .println(String.format(Locale.ROOT, "imported %,d records from %s", imported.records(), archive));
        imported.moved()
                .forEach(
                        moved -> spec.commandLine()
                                .getErr()
                                .println(
                                        "records of " + moved
                                                + " have other offsets than before: what names their offsets is replayed from the archive"));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Importer.Imported intoFolder(Config config) {
        if (dataDir == null) {
            throw new ParameterException(
                    spec.commandLine(), "say where to import to: --bootstrap-servers HOST:PORT or --data-dir DIR");
        }
        try (DataFolder taken = DataFolder.take(dataDir);
                EmbeddedBroker broker = new EmbeddedBroker(taken.path(), 0)) {
            broker.start();
            return write(config.with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
        }
    }

    private Importer.Imported write(Config config) {
        new ClusterCheck(config).require();
        KafkaClients clients = new KafkaClients(config);
        try (Admin admin = clients.admin("slipstream-import-topics");
                ArchiveLog log = new ArchiveLog(archive, new Gaps(false))) {
            new TopicAdmin(admin, config).ensure(Topics.all());
            long total = log.extents().stream().mapToLong(Extent::length).sum();
            Set<String> suffixes = new LinkedHashSet<>();
            topics.forEach(topic -> suffixes.add(topic.contains(".v") ? topic : topic + ".v1"));
            return new Importer(log, log.prefix(), clients)
                    .run(
                            suffixes,
                            new ProgressLine(
                                    "importing",
                                    "records",
                                    total,
                                    spec.commandLine().getErr(),
                                    System::nanoTime));
        }
    }
}
