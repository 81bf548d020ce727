package io.slipstream.monitor.alarm;

import io.slipstream.runtime.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where rules come from: a file, or those that come with Slipstream. */
public final class AlarmRules {
    private static final String SHIPPED = "alarms.yaml";

    private final List<AlarmRule> rules;

    private AlarmRules(List<AlarmRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads rules.
     *
     * @param file nothing for the shipped ones
     * @throws ConfigException listing every mistake with its line and what is allowed
     */
    public static AlarmRules read(Optional<Path> file) {
        return file.map(AlarmRules::fromFile).orElseGet(AlarmRules::shipped);
    }

    private static AlarmRules fromFile(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw ConfigException.of("alarms.rules: cannot read " + file + "; does it exist?");
        }
    }

    private static AlarmRules shipped() {
        try (InputStream in = AlarmRules.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is not in this build");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            return new AlarmRules(new AlarmRulesReader(SHIPPED).read(reader));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SHIPPED, e);
        }
    }

    static AlarmRules parse(String name, String text) {
        return new AlarmRules(new AlarmRulesReader(name).read(new StringReader(text)));
    }

    List<AlarmRule> rules() {
        return rules;
    }
}
