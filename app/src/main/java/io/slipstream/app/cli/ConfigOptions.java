package io.slipstream.app.cli;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's configuration comes from: a file, the environment and flags, the later overriding the earlier. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings (see docs/configuration.md).")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, over file and environment; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka brokers to connect to.")
    private @Nullable String bootstrapServers;

    /** Whether the user names brokers on the command line. */
    public boolean namesBrokers() {
        return bootstrapServers != null;
    }

    /**
     * Reads the configuration.
     *
     * @param known every setting that may be set
     * @param defaults this command's own defaults, which everything overrides
     */
    public Config load(List<Setting<?>> known, Map<String, String> defaults) {
        return load(known, defaults, Map.of());
    }

    /**
     * Reads the configuration.
     *
     * @param known every setting that may be set
     * @param defaults this command's own defaults, which everything overrides
     * @param shorthand settings by flags of their own, which only {@code --set} overrides
     */
    Config load(List<Setting<?>> known, Map<String, String> defaults, Map<String, String> shorthand) {
        ConfigLoader loader = new ConfigLoader(known).flags(defaults);
        if (file != null) {
            loader.file(file);
        }
        Map<String, String> flags = new LinkedHashMap<>(shorthand);
        flags.putAll(settings);
        if (bootstrapServers != null) {
            flags.put(CommonSettings.BOOTSTRAP_SERVERS.key(), bootstrapServers);
        }
        return loader.environment(System.getenv()).flags(flags).load();
    }

    /** A configuration of settings as text alone. */
    static Config of(List<Setting<?>> known, Map<String, String> settings) {
        return new ConfigLoader(known).flags(settings).load();
    }
}
