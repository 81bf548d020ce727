package io.slipstream.app.topics;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Colours for a terminal, or none. */
public enum Ink {
    /** Escape sequences. */
    COLOURED,
    /** Text as it is. */
    PLAIN;

    private static final String RESET = "\u001b[0m";

    /**
     * What suits the place that is printed to: colours on a terminal, unless NO_COLOR is set.
     *
     * @param environment variables of the process
     * @param terminal whether stdout is a terminal
     */
    public static Ink of(Map<String, String> environment, boolean terminal) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        return terminal && !refused ? COLOURED : PLAIN;
    }

    /** Whether this process prints to a terminal. */
    public static boolean onTerminal() {
        return isTerminal(System.console());
    }

    // From JDK 22 on there is a console also where there is no terminal, and it tells.
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    String strong(String text) {
        return inked("1", text);
    }

    String faint(String text) {
        return inked("2", text);
    }

    String key(String text) {
        return inked("36", text);
    }

    /** A value by what it means: components as on the live page, what went wrong in red. */
    String value(String text) {
        return switch (text) {
            case "WORLD_MODEL", "DYNAMICS" -> inked("33", text);
            case "POLICY" -> inked("35", text);
            case "NONE", "DESTINATION", "STABLE" -> inked("32", text);
            case "MIXED", "OBSERVATION", "COLLISION", "OUT_OF_LANE", "SIGNAL", "STOP", "ROLLED_BACK", "FROZEN" ->
                inked("31", text);
            default -> text;
        };
    }

    String wrong(String text) {
        return inked("31", text);
    }

    private String inked(String code, String text) {
        return this == COLOURED ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
