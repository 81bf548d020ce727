package io.slipstream.monitor.canary;

import java.util.Arrays;

/** Wilcoxon's rank sum with its exact distribution: how likely chance alone puts one group so low among all. */
final class RankSum {
    private RankSum() {}

    /**
     * The chance that a group drawn at random from all values has ranks that sum to no more than this one's.
     *
     * @param low values of the group that may be low
     * @param others values of everybody else; equal values share their rank
     */
    static double chanceOfSoLow(double[] low, double[] others) {
        double[] all = Arrays.copyOf(low, low.length + others.length);
        System.arraycopy(others, 0, all, low.length, others.length);
        int[] ranks = doubledRanks(all);
        int observed = 0;
        for (int i = 0; i < low.length; i++) {
            observed += ranks[i];
        }
        return atMost(ranks, low.length, observed);
    }

    /** Mean ranks, from 1, times two: whole numbers even where values are equal. */
    private static int[] doubledRanks(double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double other : values) {
                ranks[i] += other < values[i] ? 2 : other == values[i] ? 1 : 0;
            }
            ranks[i]++;
        }
        return ranks;
    }

    /** Counts the choices of {@code size} ranks by their sum, one rank after the other. */
    private static double atMost(int[] ranks, int size, int sum) {
        double[][] choices = new double[size + 1][sum + 1];
        double[] all = new double[size + 1];
        choices[0][0] = 1;
        all[0] = 1;
        for (int rank : ranks) {
            for (int n = size; n > 0; n--) {
                all[n] += all[n - 1];
                for (int s = sum; s >= rank; s--) {
                    choices[n][s] += choices[n - 1][s - rank];
                }
            }
        }
        return Arrays.stream(choices[size]).sum() / all[size];
    }
}
