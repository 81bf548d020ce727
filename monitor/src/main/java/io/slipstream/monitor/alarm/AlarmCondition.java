package io.slipstream.monitor.alarm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a rule watches. */
enum AlarmCondition {
    /** A signal of a window, as a multiple of its threshold. */
    MISMATCH(List.of("signal", "above", "windows"), List.of("signal", "above")),
    /** Success of a window. */
    SUCCESS(List.of("below", "windows"), List.of("below")),
    /** Windows have shown something for so long and no decision has come of it. */
    NO_DECISION(List.of("for"), List.of("for")),
    /** Versions between acting and training. */
    LAG(List.of("above"), List.of("above")),
    /** Records that could not be used within a time. */
    DEAD_LETTERS(List.of("above", "within"), List.of("above", "within")),
    /** No learning report for so long. */
    LEARNER_SILENT(List.of("for"), List.of("for"));

    private final List<String> keys;
    private final List<String> needed;

    AlarmCondition(List<String> keys, List<String> needed) {
        this.keys = keys;
        this.needed = needed;
    }

    /** Keys that a rule about it may have, beside name, when and severity. */
    List<String> keys() {
        return keys;
    }

    /** Keys that a rule about it has to have. */
    List<String> needed() {
        return needed;
    }

    /** Name in a file. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(AlarmCondition::id).toList();
    }
}
