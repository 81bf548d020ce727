package io.slipstream.runtime.kafka;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The properties file that says how every client reaches the brokers. It is Kafka's own format, so that one file serves
 * Kafka's tools, too; passwords can stay in files of their own ({@code config.providers}).
 */
final class ClientPropertiesFile {
    /** Where to connect is a setting of its own, and every client has its own name. */
    private static final Set<String> SET_ELSEWHERE = Set.of("bootstrap.servers", "client.id", "group.id");

    private ClientPropertiesFile() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException if it cannot be read or sets what has its place elsewhere
     */
    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw problem(file, "cannot be read (" + e + "); does the file exist, may this user read it?");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        String misplaced =
                settings.keySet().stream().filter(SET_ELSEWHERE::contains).collect(Collectors.joining(", "));
        if (!misplaced.isEmpty()) {
            throw problem(
                    file,
                    "sets " + misplaced + ", which is no affair of this file; take it out (brokers are named by "
                            + CommonSettings.BOOTSTRAP_SERVERS.key() + ")");
        }
        return settings;
    }

    private static ConfigException problem(Path file, String what) {
        return new ConfigException(List.of(CommonSettings.CLIENT_PROPERTIES.key() + ": " + file + " " + what));
    }
}
