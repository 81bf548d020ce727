package io.slipstream.app.identify.grade;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long it took to notice a shift, in steps of the fleet from the first step that any environment drove under it to the end of the
 * first window with a finding. What was never noticed counts as infinitely late.
 *
 * @param fleets that met a shift
 * @param never how many of them noticed nothing until the end
 * @param median NaN when there is none, infinite when half noticed nothing
 * @param ninetieth 90 % noticed it within this
 */
public record Delay(int fleets, int never, double median, double ninetieth) {
    /** Of fleets' delays, empty where nothing was noticed. */
    static Delay of(List<OptionalLong> delays) {
        double[] sorted = delays.stream()
                .mapToDouble(delay -> delay.isPresent() ? delay.getAsLong() : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        int never = (int) Arrays.stream(sorted).filter(Double::isInfinite).count();
        return new Delay(sorted.length, never, quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /** Nearest rank. */
    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(q * sorted.length) - 1];
    }

    /** Share that noticed nothing. */
    public double neverShare() {
        return fleets == 0 ? Double.NaN : (double) never / fleets;
    }
}
