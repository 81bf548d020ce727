package io.slipstream.app.run;

import io.slipstream.runtime.config.CommonSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A run's data folder tells the tools at which address its embedded broker listens. */
public final class BrokerAddress {
    /** Data folder of a run unless told otherwise, below the current one. */
    public static final String DEFAULT_FOLDER = ".slipstream/run";

    private static final String FILE = "bootstrap-servers";

    private BrokerAddress() {}

    static void leave(Path folder, String bootstrapServers) {
        try {
            Files.writeString(folder.resolve(FILE), bootstrapServers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    /** Settings that lead to the run in that folder; none when there never was one. */
    public static Map<String, String> settings(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Map.of(
                            CommonSettings.BOOTSTRAP_SERVERS.key(),
                            Files.readString(file).strip())
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
