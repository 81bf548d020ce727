package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The world model's gradient against finite differences, and under a busy garbage collector. */
class GradientTest {
    /** What float32 resolves of a difference of two losses of about 20, over the step. */
    private static final double RESOLUTION = 5e-4;

    /** Its targets hang on what it foresees itself, and no gradient goes there: finite differences would. OutlookLossTest has it. */
    private static final String FORESEEN = "outlook";

    private final SequenceBatch batch = ToyData.batch(4, 8, 11);
    private final ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);

    @Test
    void shouldAgreeWithFiniteDifferencesAlongRandomDirections() {
        Adapter adapter = perturbed(Adapter.fresh(weights, Network.WORLD_MODEL, LowRankForm.ofRank(2), 5));
        try (Ops ops = new Ops();
                TrainedNetwork network = network(ops, adapter)) {
            float[] gradient = gradient(ops, network);
            for (int seed = 0; seed < 5; seed++) {
                float[] direction = direction(gradient.length, seed);
                double expected = (loss(adapter, direction, 1e-2) - loss(adapter, direction, -1e-2)) / 2e-2;
                double actual = 0;
                for (int i = 0; i < gradient.length; i++) {
                    actual += (double) gradient[i] * direction[i];
                }
                assertThat(actual).isCloseTo(expected, within(0.03 * Math.abs(expected) + RESOLUTION));
            }
        }
    }

    @Test
    void shouldGiveTheSameGradientWhileGarbageIsCollected() throws InterruptedException {
        Adapter adapter = perturbed(Adapter.fresh(weights, Network.WORLD_MODEL, LowRankForm.ofRank(2), 5));
        AtomicBoolean done = new AtomicBoolean();
        Thread collector = new Thread(() -> {
            while (!done.get()) {
                System.gc();
            }
        });
        collector.start();
        try (Ops ops = new Ops();
                TrainedNetwork network = network(ops, adapter)) {
            float[] first = gradient(ops, network);
            for (int i = 0; i < 40; i++) {
                assertThat(gradient(ops, network)).isEqualTo(first);
            }
        } finally {
            done.set(true);
            collector.join();
        }
    }

    private TrainedNetwork network(Ops ops, Adapter adapter) {
        return new TrainedNetwork(ops, weights, Network.WORLD_MODEL, adapter, 1e-3f, 1e9f, 1e9f);
    }

    private float[] gradient(Ops ops, TrainedNetwork network) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray leaf = network.leaf();
            ops.gradients(true);
            ops.backward(total(ops, network, leaf));
            ops.gradients(false);
            return ops.floats(leaf.getGradient());
        }
    }

    private double loss(Adapter adapter, float[] direction, double step) {
        float[] moved = adapter.parameters().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork network = network(ops, new Adapter(adapter.network(), adapter.form(), moved))) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            return ops.floats(total(ops, network, network.moving()))[0];
        }
    }

    private NDArray total(Ops ops, TrainedNetwork network, NDArray moving) {
        WorldModelLoss loss = new WorldModelLoss(ops, ToyData.SPEC, new TwoHot(ops, ToyData.SPEC.bins()), noFreeNats());
        Sequences data = Sequences.of(ops, ToyData.SPEC, batch);
        WorldModel world = new WorldModel(ToyData.SPEC, network.parameters(moving), ops);
        Map<String, NDArray> parts =
                loss.parts(world, data, Inference.of(ops, ToyData.SPEC, world, data, new Noise(2)));
        parts.remove(FORESEEN);
        return loss.total(parts);
    }

    /** Free nats put a kink into the loss, at which finite differences mean nothing. */
    private static TrainingSettings noFreeNats() {
        return new TrainingSettings(
                new LearningRates(1e-3f, 1e-3f, 1e-3f),
                1e9f,
                1f,
                3f,
                0.5f,
                0.1f,
                0f,
                DreamSettings.pretraining(),
                GroundingSettings.none(),
                UpdateForms.lowRank(2));
    }

    private static Adapter perturbed(Adapter fresh) {
        float[] parameters = fresh.parameters().clone();
        Random random = new Random(8);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * (float) random.nextGaussian();
        }
        return new Adapter(fresh.network(), fresh.form(), parameters);
    }

    private static float[] direction(int size, long seed) {
        Random random = new Random(seed);
        float[] direction = new float[size];
        for (int i = 0; i < size; i++) {
            direction[i] = (float) random.nextGaussian() / (float) Math.sqrt(size);
        }
        return direction;
    }
}
