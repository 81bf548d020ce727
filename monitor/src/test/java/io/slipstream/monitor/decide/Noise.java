package io.slipstream.monitor.decide;

import java.util.Random;
import java.util.stream.IntStream;

/** Streams of normal noise whose mean changes once. */
final class Noise {
    private Noise() {}

    /** Positions at which a detector alarms on {@code length} values whose mean changes at {@code change}. */
    static IntStream alarms(
            ChangeDetector detector, long seed, int change, int length, double before, double after, double deviation) {
        Random random = new Random(seed);
        return IntStream.range(0, length)
                .filter(i -> detector.rose((i < change ? before : after) + deviation * random.nextGaussian()));
    }
}
