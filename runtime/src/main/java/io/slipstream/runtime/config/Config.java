package io.slipstream.runtime.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of a process, parsed and checked: immutable. */
public final class Config {

    private static final Config DEFAULTS = new Config(Map.of(), Map.of());

    private final Map<String, Object> values;
    private final Map<String, String> passThrough;

    Config(Map<String, Object> values, Map<String, String> passThrough) {
        this.values = Map.copyOf(values);
        this.passThrough = Collections.unmodifiableMap(new TreeMap<>(passThrough));
    }

    /** A configuration in which nothing is set. */
    public static Config defaults() {
        return DEFAULTS;
    }

    /**
     * The value of a setting.
     *
     * @param setting which
     * @return what was set, or its default
     */
    @SuppressWarnings("unchecked") // The loader and with() only store what the setting's own type made.
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.key());
        return value == null ? setting.defaultValue() : (T) value;
    }

    /**
     * A copy with one setting changed, for composition roots and tests.
     *
     * @param setting which
     * @param value its value
     */
    public <T> Config with(Setting<T> setting, T value) {
        setting.parse(setting.type().format().apply(value));
        Map<String, Object> changed = new TreeMap<>(values);
        changed.put(setting.key(), value);
        return new Config(changed, passThrough);
    }

    /**
     * Client settings handed through to Kafka.
     *
     * @param prefix with its dot, e.g. {@code kafka.producer.}
     * @return keys without the prefix; for {@code kafka.} alone those of no particular client
     */
    public Map<String, String> passThrough(String prefix) {
        Map<String, String> selected = new TreeMap<>();
        passThrough.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                selected.put(key.substring(prefix.length()), value);
            }
        });
        return selected;
    }

    /** What was set, for the log of the start; secrets are masked. */
    public Map<String, String> describe() {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((key, value) -> shown.put(key, value.toString()));
        passThrough.forEach((key, value) -> shown.put(key, secret(key) ? "***" : value));
        return shown;
    }

    private static boolean secret(String key) {
        return key.contains("password") || key.contains("secret") || key.contains("jaas") || key.contains(".key");
    }
}
