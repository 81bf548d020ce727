package io.slipstream.app.identify.grade;

import io.slipstream.app.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** 95 % interval of macro-F1 by drawing seeds with replacement: windows of one fleet are no independent samples, fleets are. */
final class SeedBootstrap {
    private static final int RESAMPLES = 2000;
    /** Resampling is part of the figure, so its seed is fixed. */
    private static final long SEED = 0x5eed;

    private SeedBootstrap() {}

    /** Of one confusion matrix per seed. */
    static Interval macroF1(Collection<Confusion> bySeed) {
        List<Confusion> seeds = new ArrayList<>(bySeed);
        double value = Confusion.sum(seeds).macroF1();
        if (seeds.isEmpty() || Double.isNaN(value)) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] draws = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Confusion drawn = new Confusion();
            seeds.forEach(seed -> drawn.add(seeds.get(random.nextInt(seeds.size()))));
            draws[i] = drawn.macroF1();
        }
        Arrays.sort(draws);
        return new Interval(value, draws[RESAMPLES / 40], draws[RESAMPLES - 1 - RESAMPLES / 40], seeds.size());
    }
}
