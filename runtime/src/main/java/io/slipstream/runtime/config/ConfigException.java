package io.slipstream.runtime.config;

import java.util.List;
import java.util.Locale;

/** The configuration is wrong; names every mistake at once. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Names the mistakes.
     *
     * @param problems one sentence per mistake
     */
    public ConfigException(List<String> problems) {
        super(String.format(
                Locale.ROOT,
                "the configuration has %d %s:%n  - %s",
                problems.size(),
                problems.size() == 1 ? "mistake" : "mistakes",
                String.join(System.lineSeparator() + "  - ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** Settings that are right one by one and contradict each other; the problem names them. */
    public static ConfigException of(String problem) {
        return new ConfigException(List.of(problem));
    }

    /** Mistakes in a file that a setting names, each with its place. */
    public static ConfigException of(List<String> problems) {
        return new ConfigException(problems);
    }

    /** One sentence per mistake. */
    public List<String> problems() {
        return problems;
    }
}
