package io.slipstream.app.identify.report;

import io.slipstream.app.identify.grade.Delay;
import io.slipstream.app.statistics.Interval;
import java.util.Locale;

/** How figures are written in tables. */
final class Figures {
    private Figures() {}

    static String of(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String of(Interval interval) {
        if (interval.samples() == 0) {
            return "-";
        }
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.value(), interval.low(), interval.high());
    }

    static String steps(double steps) {
        if (Double.isNaN(steps)) {
            return "-";
        }
        return Double.isInfinite(steps) ? "never" : String.format(Locale.ROOT, "%,.0f", steps);
    }

    static String never(Delay delay) {
        return delay.fleets() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * delay.neverShare());
    }
}
