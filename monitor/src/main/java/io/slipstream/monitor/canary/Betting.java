package io.slipstream.monitor.canary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Evidence against the hypothesis that the mean of bounded observations is not positive, by betting (Waudby-Smith and Ramdas 2024): a
 * gambler per stake multiplies its capital by 1 + stake x, and while the hypothesis holds no strategy is expected to gain. The mean of the
 * capitals is an e-process: the chance that it ever reaches 1/a is at most a, however often somebody looks.
 *
 * @param logCapitals natural logarithm of the capital of each gambler
 */
record Betting(List<Double> logCapitals) {
    /** Stakes as shares of the largest that cannot ruin: small ones for small differences in many episodes, large ones for crashes. */
    private static final double[] STAKES = {.05, .1, .2, .35, .5, .7, .95};

    Betting {
        logCapitals = List.copyOf(logCapitals);
    }

    /** Nothing won or lost yet. */
    static Betting initial() {
        return new Betting(Collections.nCopies(STAKES.length, 0.0));
    }

    /**
     * After one more observation.
     *
     * @param x the observation, at least -loss
     * @param loss largest loss there can be, positive
     */
    Betting bet(double x, double loss) {
        List<Double> capitals = new ArrayList<>(STAKES.length);
        for (int i = 0; i < STAKES.length; i++) {
            capitals.add(logCapitals.get(i) + Math.log1p(STAKES[i] / loss * x));
        }
        return new Betting(capitals);
    }

    /** Natural logarithm of the e-value. */
    double logEvidence() {
        return logMean(logCapitals);
    }

    /** Natural logarithm of the mean of numbers given by theirs. */
    static double logMean(List<Double> logs) {
        double most = Collections.max(logs);
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum / logs.size());
    }
}
