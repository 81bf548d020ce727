package io.slipstream.app.cli;

import io.slipstream.app.run.BrokerAddress;
import io.slipstream.runtime.config.Config;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster a tool looks into: the brokers it is told, or those of a run on this machine. */
public final class ClusterOptions {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = BrokerAddress.DEFAULT_FOLDER,
            description = "Data folder of the run to look into unless brokers are named (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of(BrokerAddress.DEFAULT_FOLDER);

    /** The configuration that leads to the cluster. */
    public Config config() {
        return options.load(SettingsCatalogue.all(), BrokerAddress.settings(dataDir));
    }
}
