package io.slipstream.runtime.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws segments from known distributions. */
final class Streams {
    static final SignalLayout LAYOUT = SignalLayout.of(
            2,
            4,
            3,
            List.of(
                    SignalGroup.of("ego", SignalGroup.Role.BODY, 0, 1),
                    SignalGroup.of("route", SignalGroup.Role.SCENE, 1, 3)));

    private final SplittableRandom random;
    private final double[] classes;
    private final double[] actions;
    private final double scale;

    /**
     * @param classes [K] frequencies of every group of z
     * @param actions [A] frequencies of the actions
     * @param scale mean of residuals and novelty
     */
    Streams(long seed, double[] classes, double[] actions, double scale) {
        random = new SplittableRandom(seed);
        this.classes = classes;
        this.actions = actions;
        this.scale = scale;
    }

    static Streams plain(long seed) {
        return new Streams(seed, new double[] {.4, .3, .2, .1}, new double[] {.5, .3, .2}, 1);
    }

    StepSignals segment(int length) {
        int groups = LAYOUT.latentGroups();
        int features = LAYOUT.features();
        byte[] z = new byte[length * groups];
        for (int i = 0; i < z.length; i++) {
            z[i] = (byte) draw(classes);
        }
        int[] chosen = new int[length];
        for (int i = 0; i < length; i++) {
            chosen[i] = draw(actions);
        }
        return new StepSignals(
                length,
                new byte[length],
                chosen,
                uniform(length, 2),
                new float[length],
                uniform(length, .2),
                z,
                uniform(length * features, 2 * scale),
                uniform(length * features, 2 * scale));
    }

    WindowSignals window(int segments, int length) {
        WindowSignals window = new WindowSignals(LAYOUT);
        segments(segments, length).forEach(window::add);
        return window;
    }

    List<StepSignals> segments(int count, int length) {
        List<StepSignals> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(segment(length));
        }
        return segments;
    }

    private float[] uniform(int count, double below) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() * below);
        }
        return values;
    }

    private int draw(double[] frequencies) {
        double u = random.nextDouble();
        int i = 0;
        while (i < frequencies.length - 1 && u >= frequencies[i]) {
            u -= frequencies[i++];
        }
        return i;
    }
}
