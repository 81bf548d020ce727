package io.slipstream.runtime.signals;

import java.util.OptionalDouble;

/**
 * What the critic promised at the start of a stretch of steps, minus what was earned on it and what the critic promises at its end:
 * V(s_0) - (sum_k gamma^k r_k+1 + gamma^n V(s_n)), the predicted against the realised return of n steps. A stretch stays in one segment and
 * one episode. Not safe for use by several threads.
 */
final class ReturnGap {
    private double sum;
    private long stretches;

    /**
     * Adds the stretches of a segment; nothing when its values are not known.
     *
     * @param discount gamma per step
     */
    void add(StepSignals segment, double discount) {
        if (segment.values().length == 0) {
            return;
        }
        int start = 0;
        for (int t = 1; t <= segment.length(); t++) {
            if (t == segment.length() || segment.first(t)) {
                addStretch(segment, start, t - 1, discount);
                start = t;
            }
        }
    }

    private void addStretch(StepSignals segment, int start, int end, double discount) {
        if (end <= start) {
            return;
        }
        double promised = segment.terminal(end) ? 0 : segment.values()[end];
        for (int t = end; t > start; t--) {
            promised = segment.rewards()[t] + discount * promised;
        }
        sum += segment.values()[start] - promised;
        stretches++;
    }

    /** Adds another one as often as {@code times}. */
    void merge(ReturnGap other, int times) {
        sum += times * other.sum;
        stretches += times * other.stretches;
    }

    /** Mean over all stretches; empty without any. */
    OptionalDouble mean() {
        return stretches == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / stretches);
    }
}
