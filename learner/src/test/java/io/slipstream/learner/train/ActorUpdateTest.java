package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.network.Policy;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActorUpdateTest {
    private static final int ROWS = 6;
    private static final float FAR = 1f;

    @Test
    void shouldPushNoFurtherWhatHasMovedFarAlready() {
        assertThat(norm(1f, -FAR))
                .as("good, and much likelier than when dreamed")
                .isZero();
        assertThat(norm(-1f, FAR))
                .as("bad, and much less likely than when dreamed")
                .isZero();
    }

    @Test
    void shouldBringBackWhatHasMovedTheWrongWay() {
        assertThat(norm(1f, FAR)).as("good, and less likely than when dreamed").isGreaterThan(1e-6);
        assertThat(norm(-1f, -FAR)).as("bad, and likelier than when dreamed").isGreaterThan(1e-6);
    }

    @Test
    void shouldBeReinforceWhereNothingHasMoved() {
        // d/dw rho A = A d/dw log pi at rho = 1: the same length whichever way the advantage points.
        double good = norm(1f, 0f);
        assertThat(good).isGreaterThan(1e-6);
        assertThat(norm(-1f, 0f)).isCloseTo(good, within(1e-6 * good));
        assertThat(norm(3f, 0f)).isCloseTo(3 * good, within(1e-5 * good));
    }

    @Test
    void shouldShareLessonsOutWithoutRepeatingOne() {
        try (Ops ops = new Ops();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Lessons all = lessons(ops, 1f, ops.zeros(ROWS, 1));
            int[] order = all.shuffled(new Noise(3));
            assertThat(Arrays.stream(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, ROWS).toArray());
            float[] first = all.part(ops, order, 0, 2).targets();
            float[] second = all.part(ops, order, 1, 2).targets();
            assertThat(first).hasSize(3).doesNotContain(second);
            assertThat(all.shuffled(new Noise(3))).isEqualTo(order);
        }
    }

    @Test
    void shouldBeMoreDecidedThanWhatItImitates() {
        ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork actor = new TrainedNetwork(ops, weights, Network.ACTOR, null, 1e-2f, 1e9f, 1e9f)) {
            scope.suppressNotUsedWarning();
            ActorUpdate update = new ActorUpdate(ops, ToyData.SPEC, actor, DreamSettings.finetuning(), 0f);
            // Nothing tells these states apart, and in three of four the first action was demonstrated.
            NDArray alike = ops.zeros(4, ToyData.SPEC.features());
            NDArray done = ops.create(new float[] {0, 0, 0, 1}, 4).toType(DataType.INT64, false);
            for (int step = 0; step < 400; step++) {
                update.imitate(update.seen(alike), done, null, 1f);
            }
            ops.gradients(false);
            NDArray chances = Policy.actor(actor.parameters(), alike).softmax(-1);

            assertThat(chances.getFloat(0, 0))
                    .as("odds of 3 to 1 are 9 to 1 at half the temperature")
                    .isCloseTo(0.9f, within(0.02f));
        }
    }

    /** Gradient norm of a step whose actions were, when dreamed, so much likelier (in nats) than they are now. */
    private static double norm(float advantage, float likelierThen) {
        ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);
        DreamSettings plain = new DreamSettings(2, 3, 0.99f, 0.95f, 0f, 0f, 0.2f, 1, 1, true, 0.2f);
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork actor = new TrainedNetwork(ops, weights, Network.ACTOR, null, 1e-3f, 1e9f, 1e9f)) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            NDArray now = Policy.actor(actor.parameters(), features(ops))
                    .logSoftmax(-1)
                    .mul(actions(ops).oneHot(ToyData.SPEC.actions(), DataType.FLOAT32))
                    .sum(new int[] {-1}, true);
            Lessons lessons = lessons(ops, advantage, now.add(ops.scalar(likelierThen)));
            return new ActorUpdate(ops, ToyData.SPEC, actor, plain, 0f)
                    .step(lessons, null, 1f)
                    .getOrDefault("policy.actorGradientNorm", Double.NaN);
        }
    }

    private static Lessons lessons(Ops ops, float advantage, NDArray logs) {
        float[] advantages = new float[ROWS];
        float[] targets = new float[ROWS];
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            advantages[i] = advantage;
            targets[i] = i;
            weights[i] = 1f;
        }
        return new Lessons(features(ops), actions(ops), logs, advantages, targets, weights);
    }

    static NDArray features(Ops ops) {
        float[] features = new float[ROWS * ToyData.SPEC.features()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) Math.sin(i);
        }
        return ops.create(features, ROWS, ToyData.SPEC.features());
    }

    static NDArray actions(Ops ops) {
        return ops.create(new float[] {0, 1, 2, 0, 1, 2}, ROWS).toType(DataType.INT64, false);
    }
}
