package io.slipstream.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values a setting may take.
 *
 * @param description what is allowed, in words
 * @param parse text to value; throws {@link IllegalArgumentException} with a reason
 * @param format value to the text that parses back to it
 * @param <T> value type
 */
public record SettingType<T>(String description, Function<String, T> parse, Function<T, String> format) {

    /** Any text. */
    public static SettingType<String> text() {
        return new SettingType<>("text", Function.identity(), Function.identity());
    }

    /** Text that is not blank. */
    public static SettingType<String> name() {
        return new SettingType<>(
                "text of letters, digits, dots and hyphens", SettingType::parseName, Function.identity());
    }

    /** {@code true} or {@code false}. */
    public static SettingType<Boolean> flag() {
        return new SettingType<>("true or false", SettingType::parseFlag, String::valueOf);
    }

    /**
     * A whole number.
     *
     * @param min least value allowed
     * @param max greatest value allowed
     */
    public static SettingType<Integer> integer(int min, int max) {
        String description = "a whole number " + range(min, min == Integer.MIN_VALUE, max, max == Integer.MAX_VALUE);
        return new SettingType<>(
                description, text -> within(number(text, Integer::valueOf), min, max), String::valueOf);
    }

    /**
     * A whole number of 64 bits.
     *
     * @param min least value allowed
     * @param max greatest value allowed
     */
    public static SettingType<Long> longInteger(long min, long max) {
        String description = "a whole number " + range(min, min == Long.MIN_VALUE, max, max == Long.MAX_VALUE);
        return new SettingType<>(description, text -> within(number(text, Long::valueOf), min, max), String::valueOf);
    }

    /**
     * A finite decimal number.
     *
     * @param min least value allowed
     * @param max greatest value allowed
     */
    public static SettingType<Double> decimal(double min, double max) {
        String description = "a number " + range(min, min == -Double.MAX_VALUE, max, max == Double.MAX_VALUE);
        return new SettingType<>(description, text -> within(number(text, Double::valueOf), min, max), String::valueOf);
    }

    /** A time such as {@code 500ms}, {@code 10s}, {@code 5m} or {@code 2h}. */
    public static SettingType<Duration> duration() {
        return new SettingType<>(
                "a time such as 500ms, 10s, 5m or 2h", SettingType::parseDuration, SettingType::formatDuration);
    }

    /** A file or folder. */
    public static SettingType<Path> path() {
        return new SettingType<>("a path", Path::of, Path::toString);
    }

    /**
     * One of an enum's constants, written in lower case with hyphens.
     *
     * @param type the enum
     */
    public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        String names = constants.stream().map(SettingType::formatEnum).collect(Collectors.joining(", "));
        return new SettingType<>("one of " + names, text -> parseEnum(constants, names, text), SettingType::formatEnum);
    }

    /**
     * Several values, separated by commas.
     *
     * @param element type of each
     */
    public static <T> SettingType<List<T>> list(SettingType<T> element) {
        return new SettingType<>(
                "a list of: " + element.description(),
                text -> split(text).stream().map(element.parse()).toList(),
                values -> values.stream().map(element.format()).collect(Collectors.joining(",")));
    }

    /**
     * A value that may be left out; empty text is none.
     *
     * @param present type of a value that is there
     */
    public static <T> SettingType<Optional<T>> optional(SettingType<T> present) {
        return new SettingType<>(
                present.description() + ", or nothing",
                text -> text.isBlank()
                        ? Optional.empty()
                        : Optional.of(present.parse().apply(text)),
                value -> value.map(present.format()).orElse(""));
    }

    private static String parseName(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new IllegalArgumentException("has to be letters, digits, dots and hyphens");
        }
        return text;
    }

    private static Boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("has to be true or false");
        };
    }

    private static <N> N number(String text, Function<String, N> parse) {
        try {
            return parse.apply(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number of this kind", e);
        }
    }

    // Written so that NaN fails, too.
    private static <N extends Number> N within(N value, double min, double max) {
        if (!(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw new IllegalArgumentException("is out of range");
        }
        return value;
    }

    private static String range(Number min, boolean noMin, Number max, boolean noMax) {
        if (noMin && noMax) {
            return "of any size";
        }
        if (noMax) {
            return ">= " + min;
        }
        return noMin ? "<= " + max : "from " + min + " to " + max;
    }

    private static Duration parseDuration(String text) {
        String iso = text.endsWith("ms")
                ? "PT" + milliseconds(text.substring(0, text.length() - 2)) + "S"
                : "PT" + text.toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(iso);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("is negative");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a time", e);
        }
    }

    private static String milliseconds(String number) {
        return Double.toString(number(number, Long::valueOf) / 1000.0);
    }

    private static String formatDuration(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static <E extends Enum<E>> String formatEnum(E constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E parseEnum(List<E> constants, String names, String text) {
        String wanted = text.replace('-', '_');
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has to be one of " + names));
    }
}
