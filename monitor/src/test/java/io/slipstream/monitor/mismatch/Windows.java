package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws windows of blocks whose steps share an offset, so that they are correlated. */
final class Windows {
    static final SignalLayout LAYOUT = SignalLayout.of(
            1,
            4,
            3,
            List.of(
                    SignalGroup.of("ego", SignalGroup.Role.BODY, 0, 1),
                    SignalGroup.of("route", SignalGroup.Role.SCENE, 1, 2)));
    private static final int LENGTH = 16;

    private Windows() {}

    /** Blocks whose tv is {@code tv} on average, half of its spread common to a block. */
    static List<WindowSignals> blocks(long seed, int count, double tv) {
        SplittableRandom random = new SplittableRandom(seed);
        List<WindowSignals> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            WindowSignals block = new WindowSignals(LAYOUT);
            block.add(segment(random, tv + .1 * (random.nextDouble() - .5)));
            block.addEpisode(10 * random.nextDouble(), random.nextDouble() < .8);
            blocks.add(block);
        }
        return blocks;
    }

    private static StepSignals segment(SplittableRandom random, double tv) {
        byte[] z = new byte[LENGTH];
        int[] actions = new int[LENGTH];
        float[] tvs = new float[LENGTH];
        float[] ones = new float[LENGTH * 2];
        for (int t = 0; t < LENGTH; t++) {
            z[t] = (byte) random.nextInt(4);
            actions[t] = random.nextInt(3);
            tvs[t] = (float) (tv + .1 * (random.nextDouble() - .5));
            ones[2 * t] = 1 + random.nextInt(2);
            ones[2 * t + 1] = 1;
        }
        return new StepSignals(LENGTH, new byte[LENGTH], actions, ones, ones, tvs, z, ones, ones);
    }
}
