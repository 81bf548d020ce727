package io.slipstream.runtime.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a configuration from defaults, YAML, environment and flags, each overriding the one before. */
public final class ConfigLoader {

    private final Map<String, Setting<?>> known = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a loader.
     *
     * @param known every setting there is; another key is a mistake, unless it starts with {@code kafka.}
     */
    public ConfigLoader(Collection<Setting<?>> known) {
        for (Setting<?> setting : known) {
            Setting<?> twin = this.known.put(setting.key(), setting);
            if (twin != null && !twin.equals(setting)) {
                throw new IllegalArgumentException("two settings have the key " + setting.key());
            }
        }
    }

    /**
     * Adds a YAML file, nested or with dotted keys.
     *
     * @param yaml path of the file
     */
    public ConfigLoader file(Path yaml) {
        entries.addAll(new YamlSource(yaml, problems).read());
        return this;
    }

    /**
     * Adds environment variables; those that do not start with {@code SLIPSTREAM_} are ignored.
     *
     * @param environment as of {@link System#getenv()}
     */
    public ConfigLoader environment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (Environment.concerns(variable)) {
                String key = Environment.key(variable, known.keySet()).orElseGet(() -> Environment.dotted(variable));
                entries.add(new Entry(key, text, "environment variable " + variable));
            }
        });
        return this;
    }

    /**
     * Adds command-line flags.
     *
     * @param flags text by key
     */
    public ConfigLoader flags(Map<String, String> flags) {
        flags.forEach((key, text) -> entries.add(new Entry(key, text, "flag --" + key)));
        return this;
    }

    /**
     * Parses everything.
     *
     * @throws ConfigException with every mistake of every source
     */
    public Config load() {
        List<String> found = new ArrayList<>(problems);
        Map<String, Object> values = new HashMap<>();
        Map<String, String> passThrough = new HashMap<>();
        for (Entry entry : entries) {
            Setting<?> setting = known.get(entry.key());
            if (setting != null) {
                parse(setting, entry, values, found);
            } else if (PassThrough.covers(entry.key())) {
                passThrough.put(entry.key(), entry.text());
            } else {
                found.add(unknown(entry));
            }
        }
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
        return new Config(values, passThrough);
    }

    private static void parse(Setting<?> setting, Entry entry, Map<String, Object> values, List<String> found) {
        try {
            values.put(setting.key(), setting.parse(entry.text()));
        } catch (IllegalArgumentException e) {
            found.add(String.format(
                    Locale.ROOT,
                    "%s: %s: '%s' %s; it takes %s, e.g. %s",
                    entry.source(),
                    entry.key(),
                    entry.text(),
                    e.getMessage(),
                    setting.type().description(),
                    setting.defaultText().isEmpty() ? "an empty value" : setting.defaultText()));
        }
    }

    private String unknown(Entry entry) {
        String hint = NearestKey.of(entry.key(), known.keySet())
                .map(key -> "; did you mean " + key + "?")
                .orElse("; docs/configuration.md lists all keys");
        return String.format(Locale.ROOT, "%s: there is no setting %s%s", entry.source(), entry.key(), hint);
    }
}
