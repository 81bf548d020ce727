package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutlookLossTest {
    private static final int LENGTH = 4;
    private static final int LAST = 2;
    private static final int TERMINAL = 4;

    private final Ops ops = new Ops();
    private final int bins = ToyData.SPEC.bins();
    private final int discounts = ModelSpec.OUTLOOKS.size();
    private final TwoHot twoHot = new TwoHot(ops, bins);
    private final OutlookLoss loss = new OutlookLoss(ops, ToyData.SPEC, twoHot);

    @AfterEach
    void close() {
        ops.close();
    }

    @Test
    void shouldCostNothingToForeseeWhatWasEarned() {
        // The episode ends at step 2; step 3 is another one's.
        float[] rewards = {0, 1, -8, 5};
        byte[] flags = {1, 0, LAST | TERMINAL, 1};
        float[] right = new float[LENGTH * discounts];
        for (int d = 0; d < discounts; d++) {
            float discount = ModelSpec.OUTLOOKS.get(d);
            right[discounts + d] = -8;
            // Lambda mixes its own, right, prediction with what followed: the same.
            right[d] = 1 + discount * -8;
        }
        float foreseen = value(rewards, flags, right);
        float unforeseen = value(rewards, flags, new float[LENGTH * discounts]);
        // What remains is the entropy of two-hot targets between two bins.
        assertThat(unforeseen).isGreaterThan(foreseen + 1);
        right[0] = 3;
        assertThat(value(rewards, flags, right)).isGreaterThan(foreseen);
    }

    @Test
    void shouldNotAskAboutStepsThatNothingFollowed() {
        float[] rewards = {0, 1, -8, 5};
        byte[] flags = {1, 0, LAST | TERMINAL, 1};
        float[] one = new float[LENGTH * discounts];
        float[] other = one.clone();
        for (int d = 0; d < discounts; d++) {
            other[2 * discounts + d] = 7;
            other[3 * discounts + d] = -7;
        }
        // Step 2 ended an episode; step 3 is the sequence's last.
        assertThat(value(rewards, flags, other)).isCloseTo(value(rewards, flags, one), within(1e-6f));
    }

    @Test
    void shouldPullLogitsTowardTheReturnsAndNoFurther() {
        float[] rewards = {0, 1, -8, 5};
        byte[] flags = {1, 0, LAST | TERMINAL, 1};
        Sequences data = Sequences.of(
                ops,
                ToyData.SPEC,
                new SequenceBatch(1, LENGTH, new float[LENGTH * 8], new int[LENGTH], rewards, flags));
        NDArray logits = ops.zeros(LENGTH, 1, discounts, bins);
        logits.setRequiresGradient(true);
        ops.gradients(true);
        ops.backward(loss.of(logits, data));
        ops.gradients(false);
        float[] gradient = ops.floats(logits.getGradient());
        // Step 1 is the last before the end, whose reward is -8: softmax less two-hot target, over the number of rows.
        float[] target = twoHot.encode(new float[] {-8});
        float[] expected = new float[bins];
        for (int i = 0; i < bins; i++) {
            expected[i] = (1f / bins - target[i]) / (LENGTH * discounts);
        }
        for (int d = 0; d < discounts; d++) {
            int from = (discounts + d) * bins;
            assertThat(Arrays.copyOfRange(gradient, from, from + bins)).containsExactly(expected, within(1e-6f));
        }
        assertThat(Arrays.copyOfRange(gradient, 2 * discounts * bins, gradient.length))
                .containsOnly(0f);
    }

    /** The loss of a prediction that is sure of these returns, [LENGTH, discounts]. */
    private float value(float[] rewards, byte[] flags, float[] foreseen) {
        Sequences data = Sequences.of(
                ops,
                ToyData.SPEC,
                new SequenceBatch(1, LENGTH, new float[LENGTH * 8], new int[LENGTH], rewards, flags));
        float[] logits = twoHot.encode(foreseen);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(logits[i] + 1e-4);
        }
        NDArray sure = ops.create(logits, LENGTH, 1, discounts, bins);
        return ops.floats(loss.of(sure, data))[0];
    }
}
