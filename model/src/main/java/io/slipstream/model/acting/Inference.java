package io.slipstream.model.acting;

import io.slipstream.model.ModelWeights;
import org.jspecify.annotations.Nullable;

/**
 * What computes for a session: remembers h, z and the last observation of N environments, draws nothing and chooses nothing.
 * Implementations agree up to rounding.
 */
interface Inference extends AutoCloseable {
    /**
     * One step of all environments.
     *
     * @param step what came in
     * @param measures filled but for actions and their probabilities; null where nobody asks
     * @return [N, A] the policy's probabilities
     */
    float[] step(Step step, @Nullable ActingOutput measures);

    /**
     * What came in.
     *
     * @param observations [N, D]
     * @param starts [N], true where an episode starts and nothing before it counts
     * @param actions [N], those that led here
     * @param uniform [N, G] in [0, 1), what z is drawn with
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives for one call.
    record Step(float[] observations, boolean[] starts, int[] actions, float[] uniform) {}

    /** See {@link ActingSession#imagine}; actions are those chosen at the last step. */
    float[] imagine(int count, int horizon, int[] actions);

    /** Goes on with other weights of the same sizes. */
    void swap(ModelWeights merged);

    /** Another one for some of these environments, with other weights; what is remembered goes on from here. */
    Inference fork(ModelWeights merged, int[] rows);

    @Override
    void close();
}
