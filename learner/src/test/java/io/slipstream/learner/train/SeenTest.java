package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDScope;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import io.slipstream.model.tensor.Ops;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeenTest {
    private final ModelWeights weights = FormsTest.mixed();

    static Stream<AdapterForm> besideTheBase() {
        return Stream.of(
                LowRankForm.ofRank(2),
                new LowRankForm(2, 4, Scaling.ROOT, Init.B, Targets.ALL),
                new NolaForm(2, 8, 2, Scaling.RANK, 7, Targets.ALL),
                new LowRankForm(2, 2, Scaling.RANK, Init.A, new Targets(List.of("actor.1"))),
                MixtureForm.usual(),
                new JointForm(List.of(MixtureForm.usual(), LowRankForm.ofRank(2))));
    }

    @ParameterizedTest
    @MethodSource("besideTheBase")
    void shouldLearnTheSameFromWhatTheBaseMakesOfStates(AdapterForm form) {
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork once = network(ops, form);
                TrainedNetwork anew = network(ops, form)) {
            scope.suppressNotUsedWarning();
            Seen seen = update(ops, once).seen(ActorUpdateTest.features(ops));
            assertThat(seen.known()).isNotNull();

            Map<String, Double> known = update(ops, once).imitate(seen, ActorUpdateTest.actions(ops), null, 1f);
            Map<String, Double> reckoned =
                    update(ops, anew).imitate(new Seen(seen.features(), null), ActorUpdateTest.actions(ops), null, 1f);

            assertThat(reckoned).isNotEmpty();
            reckoned.forEach((name, value) ->
                    assertThat(known.get(name)).as(name).isCloseTo(value, within(1e-4 * Math.abs(value))));
            assertThat(ops.floats(once.moving()))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(ops.floats(anew.moving()));
        }
    }

    @Test
    void shouldKnowNothingOfAnActorThatMovesWhole() {
        assertThat(known(null)).isFalse();
        assertThat(known(LowRankForm.ofRank(2))).isTrue();
    }

    private boolean known(@Nullable AdapterForm form) {
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork network = network(ops, form)) {
            scope.suppressNotUsedWarning();
            return update(ops, network).seen(ActorUpdateTest.features(ops)).known() != null;
        }
    }

    private TrainedNetwork network(Ops ops, @Nullable AdapterForm form) {
        Adapter adapter = form == null ? null : moved(Adapter.fresh(weights, Network.ACTOR, form, 5));
        return new TrainedNetwork(ops, weights, Network.ACTOR, adapter, 1e-3f, 1e9f, 1e9f);
    }

    private static Adapter moved(Adapter fresh) {
        Random random = new Random(4);
        float[] numbers = fresh.parameters().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += 0.3f * (float) random.nextGaussian();
        }
        return new Adapter(Network.ACTOR, fresh.form(), numbers);
    }

    private static ActorUpdate update(Ops ops, TrainedNetwork network) {
        ops.gradients(false);
        return new ActorUpdate(ops, ToyData.SPEC, network, DreamSettings.finetuning(), 0f);
    }
}
