package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Confidence bands of all signals of a window by drawing its blocks with replacement: steps of one block are correlated, blocks hardly.
 * The same blocks and seed give the same bands.
 */
final class BlockBootstrap {
    /** Standard normal quantile of a 95 % band. */
    private static final double Z = 1.959964;

    private final int resamples;
    private final long seed;

    BlockBootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * The band of every signal around its point estimate.
     *
     * @param blocks at least one
     * @param values point estimates over all blocks
     */
    Map<String, Band> bands(List<WindowSignals> blocks, Reference reference, Map<String, Double> values) {
        Map<String, double[]> draws = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        values.keySet().forEach(signal -> draws.put(signal, new double[resamples]));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < resamples; i++) {
            draw(blocks, random).values(reference).forEach((signal, value) -> {
                double[] column = draws.get(signal);
                if (column != null) {
                    column[counts.merge(signal, 1, Integer::sum) - 1] = value;
                }
            });
        }
        Map<String, Band> bands = new HashMap<>();
        values.forEach((signal, value) -> {
            double[] column = draws.getOrDefault(signal, new double[0]);
            double[] drawn = Arrays.copyOf(column, counts.getOrDefault(signal, 0));
            bands.put(signal, band(value, drawn, blocks.size()));
        });
        return bands;
    }

    private static WindowSignals draw(List<WindowSignals> blocks, SplittableRandom random) {
        WindowSignals resample = new WindowSignals(blocks.get(0).layout());
        int[] times = new int[blocks.size()];
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                resample.mergeValues(blocks.get(i), times[i]);
            }
        }
        return resample;
    }

    /**
     * The spread of the draws around their own mean, laid around the estimate: drawing a sample from a sample lifts a distance once more,
     * which must not count as a change.
     */
    private static Band band(double value, double[] draws, int blocks) {
        if (draws.length < 2) {
            return new Band(value, value);
        }
        double mean = Arrays.stream(draws).average().orElse(value);
        double squares = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
        double reach = Z * smallSample(blocks) * Math.sqrt(squares / (draws.length - 1));
        return new Band(value - reach, value + reach);
    }

    /** What Student's t and the lost degree of freedom add to a band over few blocks, to first order. */
    private static double smallSample(int blocks) {
        return 1 + (Z * Z + 3) / (4 * blocks);
    }
}
