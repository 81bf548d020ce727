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
    private static final double TAIL = 0.025;

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
        values.forEach((signal, value) -> bands.put(
                signal,
                band(value, Arrays.copyOf(draws.getOrDefault(signal, new double[0]), counts.getOrDefault(signal, 0)))));
        return bands;
    }

    private static WindowSignals draw(List<WindowSignals> blocks, SplittableRandom random) {
        WindowSignals resample = new WindowSignals(blocks.get(0).layout());
        for (int i = 0; i < blocks.size(); i++) {
            resample.merge(blocks.get(random.nextInt(blocks.size())));
        }
        return resample;
    }

    /**
     * The spread of the draws around their own mean, laid around the estimate: drawing a sample from a sample lifts a distance once more,
     * which must not count as a change.
     */
    private static Band band(double value, double[] draws) {
        if (draws.length == 0) {
            return new Band(value, value);
        }
        Arrays.sort(draws);
        double shift = value - Arrays.stream(draws).average().orElse(value);
        return new Band(quantile(draws, TAIL) + shift, quantile(draws, 1 - TAIL) + shift);
    }

    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
