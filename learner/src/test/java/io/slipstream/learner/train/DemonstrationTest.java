package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Demonstration.Example;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
    private static final int LENGTH = 40;
    private static final int SETTLED = 32;

    @Test
    void shouldShowWhatWasDoneInSettledStatesAlone() {
        withDemonstration((demonstration, world) -> {
            SequenceBatch sequences = sequences();
            for (int t = SETTLED; t < LENGTH; t++) {
                sequences.actions()[t] = 2;
            }
            // After the last step of an episode nothing was done.
            sequences.actions()[LENGTH - 1] = 1;
            sequences.flags()[LENGTH - 1] = 2;
            demonstration.show(sequences, 1);

            Example example = Objects.requireNonNull(demonstration.example(world, new Noise(1)));

            assertThat(example.actions().toLongArray())
                    .hasSize(LENGTH - SETTLED - 1)
                    .containsOnly(2);
        });
    }

    @Test
    void shouldLookAtTheSameOnceUntilTheWorldModelMoves() {
        AtomicInteger looks = new AtomicInteger();
        withDemonstration(looks, (demonstration, world) -> {
            demonstration.show(sequences(), 1);
            demonstration.example(world, new Noise(1));
            demonstration.example(world, new Noise(2));
            assertThat(looks).hasValue(1);
            demonstration.forgetFeatures();
            demonstration.example(world, new Noise(3));
            assertThat(looks).hasValue(2);
        });
    }

    @Test
    void shouldShowNothingWhereNothingWasDone() {
        withDemonstration((demonstration, world) -> {
            assertThat(demonstration.example(world, new Noise(1))).isNull();
            SequenceBatch one = ToyData.batch(1, 1, 1);
            one.flags()[0] = 2;
            demonstration.show(one, 1);
            assertThat(demonstration.example(world, new Noise(1))).isNull();
        });
    }

    private static void withDemonstration(BiConsumer<Demonstration, WorldModel> check) {
        withDemonstration(new AtomicInteger(), check);
    }

    private static void withDemonstration(AtomicInteger looks, BiConsumer<Demonstration, WorldModel> check) {
        ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork network =
                        new TrainedNetwork(ops, weights, Network.WORLD_MODEL, null, 1e-3f, 1e9f, 1e9f);
                Demonstration demonstration = new Demonstration(ops, ToyData.SPEC, features -> {
                    looks.incrementAndGet();
                    return new Seen(features, null);
                })) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            check.accept(demonstration, new WorldModel(ToyData.SPEC, network.parameters(), ops));
        }
    }

    private static SequenceBatch sequences() {
        return new SequenceBatch(
                1,
                LENGTH,
                new float[LENGTH * ToyData.SPEC.observationSize()],
                new int[LENGTH],
                new float[LENGTH],
                new byte[LENGTH]);
    }
}
