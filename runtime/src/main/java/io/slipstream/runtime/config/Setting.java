package io.slipstream.runtime.config;

/**
 * One setting: key, type, default and documentation side by side.
 *
 * @param key dotted, lower case, e.g. {@code actor.environments}
 * @param type values it may take
 * @param defaultValue value unless set
 * @param doc one sentence with units, for people
 * @param <T> value type
 */
public record Setting<T>(String key, SettingType<T> type, T defaultValue, String doc) {

    /** Checks the key's form. */
    public Setting {
        if (!key.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*")) {
            throw new IllegalArgumentException("a setting's key is dotted lower case, not " + key);
        }
    }

    /** The environment variable that sets it, e.g. {@code SLIPSTREAM_ACTOR_ENVIRONMENTS}. */
    public String environmentVariable() {
        return Environment.variable(key);
    }

    /** The default as text. */
    public String defaultText() {
        return type.format().apply(defaultValue);
    }

    /**
     * Text to value.
     *
     * @param text as a person wrote it
     * @throws IllegalArgumentException with the reason when the text is no such value
     */
    public T parse(String text) {
        return type.parse().apply(text.strip());
    }
}
