package io.slipstream.app.cli;

import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.log.ClusterLog;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.run.BrokerAddress;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which log a command reads: that of brokers, of a run that has ended, or of an archive. */
final class LogOptions {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = {"--data-dir", "--data"},
            paramLabel = "DIR",
            defaultValue = BrokerAddress.DEFAULT_FOLDER,
            description = "Data folder of a run that has ended, unless brokers are named (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of(BrokerAddress.DEFAULT_FOLDER);

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "Archive that `slipstream export` has made, instead of a log on brokers; needs no broker.")
    private @Nullable Path archive;

    @Option(
            names = "--allow-gaps",
            description = "Go on with what is there when a part of the log is missing or cannot be used.")
    private boolean allowGaps;

    private @Nullable Gaps gaps;

    /** What is missing; the same object for the whole command. */
    Gaps gaps() {
        Gaps known = gaps;
        if (known == null) {
            known = new Gaps(allowGaps);
            gaps = known;
        }
        return known;
    }

    /** Whether there is a broker to write to: that of a folder or a cluster; an archive alone has none. */
    boolean hasBrokers() {
        return archive == null || options.namesBrokers();
    }

    /**
     * Opens the log for as long as some work takes.
     *
     * @param work takes the log and the configuration that leads to it
     */
    <T> T with(BiFunction<StoredLog, Config, T> work) {
        Config config = options.load(SettingsCatalogue.all(), Map.of());
        if (archive != null) {
            try (ArchiveLog log = new ArchiveLog(archive, gaps())) {
                return work.apply(log, config.with(CommonSettings.TOPICS_PREFIX, log.prefix()));
            }
        }
        return options.namesBrokers() ? cluster(config, "the cluster", work) : folder(config, work);
    }

    private <T> T folder(Config config, BiFunction<StoredLog, Config, T> work) {
        if (!EmbeddedBroker.hasLog(dataDir)) {
            throw new CommandFailure("there is no log in " + dataDir + "; name the folder of a run with --data-dir, an"
                    + " archive with --archive, or a cluster with --bootstrap-servers");
        }
        try (DataFolder taken = DataFolder.tryTake(dataDir).orElseThrow(this::inUse);
                EmbeddedBroker broker = new EmbeddedBroker(taken.path(), 0)) {
            broker.start();
            return cluster(
                    config.with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers()),
                    "the log of " + dataDir,
                    work);
        }
    }

    private CommandFailure inUse() {
        String address =
                BrokerAddress.settings(dataDir).getOrDefault(CommonSettings.BOOTSTRAP_SERVERS.key(), "HOST:PORT");
        return new CommandFailure(
                "the data folder " + dataDir + " is in use by a run; ask that one with --bootstrap-servers " + address);
    }

    private static <T> T cluster(Config config, String name, BiFunction<StoredLog, Config, T> work) {
        new ClusterCheck(config).require();
        try (ClusterLog log = new ClusterLog(new KafkaClients(config), name)) {
            return work.apply(log, config);
        }
    }
}
