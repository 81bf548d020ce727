package io.slipstream.app.specialise;

import io.slipstream.app.statistics.Interval;
import java.util.List;

/**
 * How far apart the sub-units of a policy are, and how well each of them drives.
 *
 * @param units names, in order
 * @param tasks tasks that were driven, home first
 * @param success [task][policy] over fresh episodes; the policies are the base, then each end of the simplex
 * @param apart [task][m][n] mean total variation of the action distributions of two ends, in states that the base visits
 * @param fromBase [task][m] the same between an end and the base
 * @param between success at home halfway between each two ends, in the order (0, 1), (0, 2), ...
 * @param episodes behind each success
 * @param states behind each total variation
 */
record UnitFigures(
        List<String> units,
        List<String> tasks,
        List<List<Interval>> success,
        List<double[][]> apart,
        List<double[]> fromBase,
        List<Interval> between,
        int episodes,
        int states) {
    /** Ends nearer than this do the same nearly everywhere: a mixture of them could move nothing. */
    private static final double COLLAPSED = 0.02;

    /** The smallest distance of two ends, over all tasks. */
    double nearest() {
        double nearest = 1;
        for (double[][] pairs : apart) {
            for (int m = 0; m < pairs.length; m++) {
                for (int n = m + 1; n < pairs.length; n++) {
                    nearest = Math.min(nearest, pairs[m][n]);
                }
            }
        }
        return nearest;
    }

    /** Whether two of the sub-units are as good as one. */
    boolean collapsed() {
        return !(nearest() >= COLLAPSED);
    }
}
