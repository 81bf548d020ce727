package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.Adapter;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.SubUnits;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import io.slipstream.model.network.Policy;
import io.slipstream.model.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training with updates of every form. */
class FormsTest {
    private static final SequenceBatch BATCH = ToyData.batch(8, 16, 1);
    private static final SequenceBatch NEXT = ToyData.batch(8, 16, 2);
    private static final LearningRates RATES = new LearningRates(1e-3f, 3e-4f, 1e-3f);
    private static final int ROWS = 32;

    private final ModelWeights weights = mixed();

    static Stream<AdapterForm> forms() {
        MixtureForm mixture = MixtureForm.usual();
        LowRankForm lora = LowRankForm.ofRank(2);
        return Stream.of(
                lora,
                new LowRankForm(4, 4, Scaling.ROOT, Init.B, Targets.ALL),
                new NolaForm(2, 8, 2, Scaling.RANK, 7, Targets.ALL),
                mixture,
                new JointForm(List.of(mixture, lora)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldStartFromTheBaseAndMoveOnlyTheAdapter(AdapterForm actor) {
        float[] start = weights.flat(Network.ACTOR);
        try (Trainer trainer = new Trainer(weights, List.of(), with(actor), 1)) {
            assertThat(trainer.merged().flat(Network.ACTOR)).isEqualTo(start);
            trainer.updatePolicy(BATCH);
            trainer.updatePolicy(BATCH);
            assertThat(trainer.base().sha256()).isEqualTo(weights.sha256());
            assertThat(trainer.merged().flat(Network.ACTOR)).isNotEqualTo(start);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldGoOnBitForBitFromBaseAdaptersAndState(AdapterForm actor) {
        byte[] state;
        List<Adapter> adapters;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), with(actor), 1)) {
            trainer.updatePolicy(BATCH);
            state = trainer.state();
            adapters = trainer.adapters();
            trainer.updatePolicy(NEXT);
            undisturbed = trainer.merged().sha256();
        }
        ModelWeights read = ModelWeights.fromSafetensors(ToyData.SPEC, weights.toSafetensors());
        List<Adapter> sent = adapters.stream()
                .map(adapter -> Adapter.fromBytes(adapter.toBytes()))
                .toList();
        try (Trainer resumed = new Trainer(read, sent, with(actor), 99)) {
            resumed.restore(state);
            resumed.updatePolicy(NEXT);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldHaveTheGradientOfFiniteDifferences(AdapterForm form) {
        MixtureForm gentle = new MixtureForm(1);
        AdapterForm smooth = form instanceof MixtureForm
                ? gentle
                : form instanceof JointForm ? new JointForm(List.of(gentle, LowRankForm.ofRank(2))) : form;
        Adapter fresh = Adapter.fresh(weights, Network.ACTOR, smooth, 5);
        Adapter adapter = new Adapter(Network.ACTOR, smooth, moved(fresh.parameters(), 3, 0.3f));
        float[] gradient = gradient(adapter);
        for (int seed = 0; seed < 4; seed++) {
            float[] direction = moved(new float[gradient.length], seed, (float) (1 / Math.sqrt(gradient.length)));
            double expected = (loss(adapter, direction, 1e-2f) - loss(adapter, direction, -1e-2f)) / 2e-2;
            double actual = 0;
            for (int i = 0; i < gradient.length; i++) {
                actual += (double) gradient[i] * direction[i];
            }
            assertThat(actual).isCloseTo(expected, within(0.03 * Math.abs(expected) + 5e-4));
        }
        assertThat(gradient).satisfies(g -> assertThat(norm(g)).isGreaterThan(1e-3));
    }

    @Test
    void shouldGoOnWithTheFormThatIsThere() {
        Adapter known = Adapter.fresh(weights, Network.ACTOR, LowRankForm.ofRank(3), 1);
        try (Trainer trainer = new Trainer(weights, List.of(known), with(MixtureForm.usual()), 1)) {
            assertThat(trainer.adapters().get(1).form()).isEqualTo(known.form());
        }
    }

    @Test
    void shouldLearnTheRestOfAJointFormWhereThereAreNoSubUnits() {
        ModelWeights plain = weights.with(Network.ACTOR, weights.flat(Network.ACTOR));
        LowRankForm lora = LowRankForm.ofRank(2);
        TrainingSettings joint = with(new JointForm(List.of(MixtureForm.usual(), lora)));
        try (Trainer trainer = new Trainer(plain, List.of(), joint, 1)) {
            assertThat(trainer.adapters().get(1).form()).isEqualTo(lora);
        }
        assertThatThrownBy(() -> new Trainer(plain, List.of(), with(MixtureForm.usual()), 1))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("slipstream specialise");
    }

    @Test
    void shouldTrainSomeNetworksWholeAndOthersByAnAdapter() {
        TrainingSettings settings = TrainingSettings.finetuning(
                UpdateForms.whole().with(Network.WORLD_MODEL, LowRankForm.ofRank(2)), RATES);
        try (Trainer trainer = new Trainer(weights, List.of(), settings, 1)) {
            trainer.updateWorldModel(BATCH);
            trainer.updatePolicy(BATCH);
            assertThat(trainer.adapters()).extracting(Adapter::network).containsExactly(Network.WORLD_MODEL);
            assertThat(trainer.base().flat(Network.WORLD_MODEL)).isEqualTo(weights.flat(Network.WORLD_MODEL));
            assertThat(trainer.base().flat(Network.ACTOR)).isNotEqualTo(weights.flat(Network.ACTOR));
            assertThat(trainer.base().units())
                    .as("belong to the actor as it was")
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseToTrainWholeOnTopOfAnAdapter() {
        Adapter known = Adapter.fresh(weights, Network.ACTOR, LowRankForm.ofRank(3), 1);
        assertThatThrownBy(() -> new Trainer(weights, List.of(known), TrainingSettings.pretraining(), 1))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("merged weights");
    }

    private static TrainingSettings with(AdapterForm actor) {
        return TrainingSettings.finetuning(UpdateForms.lowRank(2).with(Network.ACTOR, actor), RATES);
    }

    private float[] gradient(Adapter adapter) {
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork network = new TrainedNetwork(ops, weights, Network.ACTOR, adapter, 1e-3f, 1e9f, 1e9f)) {
            scope.suppressNotUsedWarning();
            NDArray leaf = network.leaf();
            ops.gradients(true);
            ops.backward(loss(ops, network, leaf));
            ops.gradients(false);
            return ops.floats(leaf.getGradient());
        }
    }

    private double loss(Adapter adapter, float[] direction, float step) {
        float[] numbers = adapter.parameters().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += step * direction[i];
        }
        Adapter there = new Adapter(adapter.network(), adapter.form(), numbers);
        try (Ops ops = new Ops();
                NDScope scope = new NDScope();
                TrainedNetwork network = new TrainedNetwork(ops, weights, Network.ACTOR, there, 1e-3f, 1e9f, 1e9f)) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            return ops.floats(loss(ops, network, network.moving()))[0];
        }
    }

    /** Weighted log-probabilities, of the size of REINFORCE's. */
    private static NDArray loss(Ops ops, TrainedNetwork network, NDArray moving) {
        int width = ToyData.SPEC.features();
        NDArray features = ops.create(moved(new float[ROWS * width], 1, 1), ROWS, width);
        int actions = ToyData.SPEC.actions();
        NDArray advantages = ops.create(moved(new float[ROWS * actions], 2, 1), ROWS, actions);
        NDArray logs = Policy.actor(network.parameters(moving), features).logSoftmax(-1);
        return logs.mul(advantages).sum();
    }

    static ModelWeights mixed() {
        ModelWeights plain = ModelWeights.initial(ToyData.SPEC, 3);
        List<SubUnits.Unit> units = new ArrayList<>();
        for (int m = 0; m < 4; m++) {
            units.add(new SubUnits.Unit("u" + m, moved(plain.flat(Network.ACTOR), 50 + m, 0.1f)));
        }
        return plain.withUnits(Optional.of(new SubUnits(units)));
    }

    private static float[] moved(float[] values, long seed, float deviation) {
        float[] moved = values.clone();
        Random random = new Random(seed);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += deviation * (float) random.nextGaussian();
        }
        return moved;
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
