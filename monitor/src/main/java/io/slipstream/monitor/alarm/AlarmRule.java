package io.slipstream.monitor.alarm;

import java.time.Duration;
import java.util.Locale;

/**
 * A rule.
 *
 * @param name unique
 * @param condition what it watches
 * @param signal of mismatch: dynamics, policy or the name of a signal; empty otherwise
 * @param threshold what the measured value is compared with; seconds for silences
 * @param windows of mismatch and success: so many windows in a row
 * @param within of dead letters: counted over this time; the duration of a silence
 * @param severity info, warning or critical
 */
record AlarmRule(
        String name,
        AlarmCondition condition,
        String signal,
        double threshold,
        int windows,
        Duration within,
        String severity) {
    /** The rule in words. */
    String words() {
        return switch (condition) {
            case MISMATCH ->
                format("mismatch of %s above %s x its threshold in %d windows", signal, plain(threshold), windows);
            case SUCCESS -> format("success below %s in %d windows", plain(threshold), windows);
            case NO_DECISION -> format("a finding and no decision for %s", time(within));
            case LAG -> format("policy lag above %s versions", plain(threshold));
            case DEAD_LETTERS -> format("more than %s dead letters within %s", plain(threshold), time(within));
            case LEARNER_SILENT -> format("no learning report for %s", time(within));
        };
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String time(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
