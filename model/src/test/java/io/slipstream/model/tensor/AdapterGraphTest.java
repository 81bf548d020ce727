package io.slipstream.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.TinyModel;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What training computes with, a side path or an adapter multiplied out, against the merged weights in acting. */
class AdapterGraphTest {
    private static final int ROWS = 16;

    private final ModelWeights base = TinyModel.base();

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#actorForms")
    void shouldActAsTheMergedPolicyDoes(AdapterForm form) {
        Adapter fresh = Adapter.fresh(base, Network.ACTOR, form, 5);
        Adapter moved = TinyModel.moved(fresh, 9);
        assertThat(actions(fresh)).isEqualTo(actions(base, null));
        float[] expected = actions(base.merge(List.of(moved)), null);
        assertThat(actions(moved)).isNotEqualTo(actions(fresh));
        assertClose(actions(moved), expected);
    }

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#lowRankForms")
    void shouldPredictAsTheMergedWorldModelDoes(AdapterForm form) {
        Adapter fresh = Adapter.fresh(base, Network.WORLD_MODEL, form, 5);
        Adapter moved = TinyModel.moved(fresh, 9);
        assertThat(predictions(base, fresh)).isEqualTo(predictions(base, null));
        assertClose(predictions(base, moved), predictions(base.merge(List.of(moved)), null));
    }

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#actorForms")
    void shouldLearnTheSameBesideAMatrixAndMultipliedOut(AdapterForm form) {
        float[] beside = gradient(form, (change, ops) -> change);
        assertThat(beside).isNotEqualTo(new float[beside.length]);
        assertClose(gradient(form, Change::folded), beside);
        assertClose(gradient(form, Change::foldedWhereFaster), beside);
    }

    @Test
    void shouldMultiplyOutSmallMatricesAlone() {
        try (Ops ops = new Ops()) {
            Change change = new Change(
                    Map.of(
                            "small",
                            new Change.Product(ops.zeros(2, 8), ops.zeros(4, 2), 1f),
                            "large",
                            new Change.Product(ops.zeros(2, 512), ops.zeros(512, 2), 1f),
                            "large and shifted",
                            new Change.Product(ops.zeros(2, 512), ops.zeros(512, 2), 1f)),
                    Map.of(),
                    Map.of("large and shifted", ops.zeros(512 * 512)));

            Change folded = change.foldedWhereFaster(ops);

            assertThat(folded.products()).containsOnlyKeys("large");
            assertThat(folded.shifts()).containsOnlyKeys("small", "large and shifted");
        }
    }

    private float[] gradient(AdapterForm form, BiFunction<Change, Ops, Change> folding) {
        Adapter moved = TinyModel.moved(Adapter.fresh(base, Network.ACTOR, form, 5), 9);
        AdapterLayout adapterLayout = AdapterLayout.of(base, Network.ACTOR, form);
        try (Ops ops = new Ops();
                AdapterGraph graph = AdapterGraph.of(ops, adapterLayout)) {
            ops.gradients(true);
            float[] flat = base.flat(Network.ACTOR);
            NDArray leaf = ops.leaf(ops.create(moved.parameters(), adapterLayout.size()));
            Parameters actor = new Parameters(
                    ops,
                    ParameterLayout.of(TinyModel.SPEC, Network.ACTOR),
                    ops.create(flat, flat.length),
                    folding.apply(graph.change(leaf), ops));
            NDArray logits = Policy.actor(actor, random(ops, TinyModel.SPEC.features()));
            ops.backward(logits.square().mean());
            return ops.floats(leaf.getGradient());
        }
    }

    private float[] actions(Adapter adapter) {
        return actions(base, adapter);
    }

    private static float[] actions(ModelWeights weights, @Nullable Adapter adapter) {
        try (Ops ops = new Ops()) {
            ops.gradients(false);
            NDArray features = random(ops, TinyModel.SPEC.features());
            return ops.floats(Policy.actor(parameters(ops, weights, Network.ACTOR, adapter), features));
        }
    }

    private static float[] predictions(ModelWeights weights, @Nullable Adapter adapter) {
        try (Ops ops = new Ops()) {
            ops.gradients(false);
            Parameters parameters = parameters(ops, weights, Network.WORLD_MODEL, adapter);
            WorldModel world = new WorldModel(TinyModel.SPEC, parameters, ops);
            NDArray state = random(ops, TinyModel.SPEC.deterministic());
            NDArray latent = random(ops, TinyModel.SPEC.latent());
            NDArray action = random(ops, TinyModel.SPEC.actions());
            NDArray next = world.next(state, world.gatesInput(latent, action));
            NDArray both = ops.join(next, latent);
            NDArray features = world.features(next, latent, random(ops, TinyModel.SPEC.observationSize()));
            NDArray prior = world.prior(next).reshape(ROWS, TinyModel.SPEC.latent());
            return ops.floats(ops.join(prior, world.observation(both), world.future(features)));
        }
    }

    private static Parameters parameters(Ops ops, ModelWeights weights, Network network, @Nullable Adapter adapter) {
        float[] flat = weights.flat(network);
        ParameterLayout layout = ParameterLayout.of(TinyModel.SPEC, network);
        NDArray tensor = ops.create(flat, flat.length);
        if (adapter == null) {
            return new Parameters(ops, layout, tensor);
        }
        AdapterGraph graph = AdapterGraph.of(ops, AdapterLayout.of(weights, network, adapter.form()));
        float[] numbers = adapter.parameters();
        return new Parameters(ops, layout, tensor, graph.change(ops.create(numbers, numbers.length)));
    }

    private static NDArray random(Ops ops, int width) {
        Random random = new Random(width);
        float[] values = new float[ROWS * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ops.create(values, ROWS, width);
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-4f * (1 + Math.abs(expected[i]))));
        }
    }
}
