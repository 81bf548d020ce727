package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.Adapter;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final SequenceBatch BATCH = ToyData.batch(8, 16, 1);
    private static final SequenceBatch DEMONSTRATION = demonstration();
    private final ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);

    @Test
    void shouldMoveEveryParameterInFullTraining() {
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            for (int i = 0; i < 5; i++) {
                trainer.updateWorldModel(BATCH);
                trainer.updatePolicy(BATCH);
            }
            for (Network network : Network.values()) {
                float[] before = weights.flat(network);
                float[] after = trainer.base().flat(network);
                for (Entry entry : ParameterLayout.of(ToyData.SPEC, network).entries()) {
                    assertThat(moved(before, after, entry)).as(entry.name()).isTrue();
                }
            }
        }
    }

    @Test
    void shouldPredictBetterAfterTraining() {
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            Map<String, Double> first = trainer.updateWorldModel(BATCH);
            Map<String, Double> last = first;
            for (int i = 0; i < 150; i++) {
                last = trainer.updateWorldModel(BATCH);
            }
            assertThat(loss(last, "worldModel.reconstruction"))
                    .isLessThan(0.8 * loss(first, "worldModel.reconstruction"));
            assertThat(loss(last, "worldModel.reward")).isLessThan(0.7 * loss(first, "worldModel.reward"));
            assertThat(loss(last, "worldModel.reference")).isLessThan(0.8 * loss(first, "worldModel.reference"));
        }
    }

    @Test
    void shouldLearnInImaginationToSeekTheReward() {
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            for (int i = 0; i < 150; i++) {
                SequenceBatch batch = ToyData.batch(8, 16, i);
                trainer.updateWorldModel(batch);
                trainer.updatePolicy(batch);
            }
            assertThat(shareOfTheBestAction(trainer.base())).isGreaterThan(0.8);
        }
    }

    /** Toy rewards grow with the position, and action 2 moves it up. */
    private static double shareOfTheBestAction(ModelWeights trained) {
        SequenceBatch seen = ToyData.batch(64, 4, 5000);
        ActingOutput out = new ActingOutput(ToyData.SPEC, 64);
        byte[] first = new byte[64];
        java.util.Arrays.fill(first, (byte) 1);
        float[] observations = new float[64 * 8];
        for (int b = 0; b < 64; b++) {
            System.arraycopy(seen.observations(), b * 4 * 8, observations, b * 8, 8);
        }
        try (ActingSession session = new ActingSession(trained, 64, 3)) {
            session.act(observations, first, false, out);
        }
        return java.util.Arrays.stream(out.actions).filter(a -> a == 2).count() / 64.0;
    }

    @Test
    void shouldValueStatesByWhatWasReallyEarned() {
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            SequenceBatch batch = ToyData.batch(8, 16, 1);
            double first = loss(trainer.updateCritic(batch), "policy.critic");
            float[] actor = trainer.base().flat(Network.ACTOR);
            Map<String, Double> last = Map.of();
            for (int i = 0; i < 150; i++) {
                last = trainer.updateCritic(batch);
            }
            assertThat(loss(last, "policy.critic")).isLessThan(0.7 * first);
            assertThat(trainer.base().flat(Network.ACTOR)).isEqualTo(actor);
        }
    }

    @Test
    void shouldDoWhatWasDemonstrated() {
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            float[] critic = trainer.base().flat(Network.CRITIC);
            double first = loss(imitate(trainer, DEMONSTRATION, 1), "policy.imitation");
            double last = imitate(trainer, 100);

            assertThat(last).isLessThan(0.2 * first);
            assertThat(shareOfTheBestAction(trainer.base())).isGreaterThan(0.9);
            assertThat(trainer.base().flat(Network.CRITIC)).isEqualTo(critic);
        }
    }

    @Test
    void shouldImitateSequencesTooShortToWarmUp() {
        SequenceBatch brief = ToyData.batch(8, 4, 1);
        try (Trainer trainer = new Trainer(weights, List.of(), full(), 1)) {
            assertThat(loss(imitate(trainer, brief, 2), "policy.imitation")).isFinite();
            trainer.remember(brief);
            assertThat(loss(imitate(trainer, brief, 2), "policy.forgotten")).isFinite();
        }
    }

    @Test
    void shouldGoOnShowingTheSameFromASavedState() {
        byte[] state;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            imitate(trainer, DEMONSTRATION, 2);
            state = trainer.state();
            trainer.imitate(2);
            undisturbed = trainer.merged().sha256();
        }
        try (Trainer resumed = new Trainer(weights, List.of(), lowRank(), 99)) {
            resumed.restore(state);
            assertThat(resumed.shown()).isTrue();
            resumed.imitate(2);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldSeeADemonstrationAnewOnceTheWorldModelHasMoved() {
        byte[] state;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            imitate(trainer, DEMONSTRATION, 2);
            trainer.updateWorldModel(BATCH);
            state = trainer.state();
            trainer.imitate(2);
            undisturbed = trainer.merged().sha256();
        }
        try (Trainer resumed = new Trainer(weights, List.of(), lowRank(), 99)) {
            // It has seen nothing before, so what it sees is what is there now.
            resumed.restore(state);
            resumed.imitate(2);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldShowNothingOfABudgetBefore() {
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            assertThat(trainer.shown()).isFalse();
            imitate(trainer, DEMONSTRATION, 1);
            trainer.begin(Network.ACTOR);
            String before = trainer.merged().sha256();

            assertThat(trainer.shown()).isFalse();
            assertThat(trainer.imitate(3)).isEmpty();
            assertThat(trainer.merged().sha256()).isEqualTo(before);
        }
    }

    @Test
    void shouldNotUnlearnWhatItRemembers() {
        TrainingSettings holding = full().withGrounding(new GroundingSettings(0, 1, 1000f));
        try (Trainer free = new Trainer(weights, List.of(), holding, 1);
                Trainer held = new Trainer(weights, List.of(), holding, 1)) {
            held.remember(DEMONSTRATION);
            double first = loss(imitate(free, DEMONSTRATION, 1), "policy.imitation");

            assertThat(imitate(free, 100)).isLessThan(0.2 * first);
            assertThat(imitate(held, 100)).isGreaterThan(0.8 * first);
            assertThat(imitate(held, DEMONSTRATION, 1)).containsKey("policy.forgotten");
        }
    }

    @Test
    void shouldRememberTheSameFromASavedState() {
        TrainingSettings holding = lowRank().withGrounding(new GroundingSettings(0, 1, 3f));
        byte[] state;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), holding, 1)) {
            trainer.remember(BATCH);
            imitate(trainer, 3);
            trainer.updateWorldModel(BATCH);
            trainer.updatePolicy(BATCH);
            state = trainer.state();
            imitate(trainer, 3);
            trainer.updatePolicy(BATCH);
            undisturbed = trainer.merged().sha256();
        }
        try (Trainer resumed = new Trainer(weights, List.of(), holding, 99)) {
            resumed.restore(state);
            imitate(resumed, 3);
            resumed.updatePolicy(BATCH);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldHoldOnToWhatAGlimpseShows() {
        TrainingSettings holding = full().withGrounding(new GroundingSettings(0, 1, 3f));
        SequenceBatch many = ToyData.batch(100, 8, 1);
        SequenceBatch shown = depending(BATCH);
        try (Trainer trainer = new Trainer(weights, List.of(), holding, 1)) {
            for (int i = 0; i < 300; i++) {
                imitate(trainer, shown, 1);
            }
            trainer.remember(many);
            trainer.glimpse();
            // What it does there now is what it did there; what it does in other states is often the opposite.
            assertThat(loss(imitate(trainer, shown, 1), "policy.forgotten")).isLessThan(0.3);
        }
    }

    /** Action 2 or 0, by the second feature. */
    private static SequenceBatch depending(SequenceBatch seen) {
        int[] actions = new int[seen.steps()];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = seen.observations()[i * seen.observationSize() + 1] > 0 ? 2 : 0;
        }
        return new SequenceBatch(
                seen.batch(), seen.length(), seen.observations(), actions, seen.rewards(), seen.flags());
    }

    @Test
    void shouldLookAtAllThatItRemembersAfterAGlimpse() {
        TrainingSettings holding = lowRank().withGrounding(new GroundingSettings(0, 1, 3f));
        SequenceBatch many = ToyData.batch(100, 8, 1);
        byte[] state;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), holding, 1)) {
            trainer.remember(many);
            trainer.updateWorldModel(BATCH);
            trainer.glimpse();
            imitate(trainer, BATCH, 1);
            state = trainer.state();
            imitate(trainer, 2);
            undisturbed = trainer.merged().sha256();
        }
        try (Trainer resumed = new Trainer(weights, List.of(), holding, 99)) {
            resumed.restore(state);
            imitate(resumed, 2);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    private static Map<String, Double> imitate(Trainer trainer, SequenceBatch shown, int steps) {
        trainer.show(shown);
        return trainer.imitate(steps);
    }

    private static double imitate(Trainer trainer, int times) {
        double last = Double.NaN;
        for (int i = 0; i < times; i++) {
            last = loss(imitate(trainer, DEMONSTRATION, 1), "policy.imitation");
        }
        return last;
    }

    private static SequenceBatch demonstration() {
        int[] always = new int[BATCH.steps()];
        java.util.Arrays.fill(always, 2);
        return new SequenceBatch(
                BATCH.batch(), BATCH.length(), BATCH.observations(), always, BATCH.rewards(), BATCH.flags());
    }

    @Test
    void shouldReproduceTheBaseBitForBitWithAFreshAdapter() {
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            assertThat(trainer.merged().sha256()).isEqualTo(weights.sha256());
        }
    }

    @Test
    void shouldMoveOnlyTheAdapterOfTheTrainedPart() {
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            List<Adapter> fresh = trainer.adapters();
            trainer.updateWorldModel(BATCH);
            trainer.updateWorldModel(BATCH);
            List<Adapter> after = trainer.adapters();
            assertThat(after.get(0).parameters()).isNotEqualTo(fresh.get(0).parameters());
            assertThat(after.get(1).parameters()).isEqualTo(fresh.get(1).parameters());
            assertThat(after).extracting(Adapter::network).containsExactly(Network.WORLD_MODEL, Network.ACTOR);
            assertThat(trainer.base().sha256()).isEqualTo(weights.sha256());
            trainer.updatePolicy(BATCH);
            trainer.updatePolicy(BATCH);
            assertThat(trainer.adapters().get(0).parameters())
                    .isEqualTo(after.get(0).parameters());
            assertThat(trainer.adapters().get(1).parameters())
                    .isNotEqualTo(after.get(1).parameters());
            assertThat(trainer.base().sha256())
                    .as("the critic of an adapted actor stays with the trainer")
                    .isEqualTo(weights.sha256());
        }
    }

    @Test
    void shouldGoOnWithTheCriticsAdapterOfAnOlderVersion() {
        Adapter critic = Adapter.fresh(weights, Network.CRITIC, LowRankForm.ofRank(4), 5);
        try (Trainer trainer = new Trainer(weights, List.of(critic), lowRank(), 1)) {
            trainer.updateCritic(BATCH);
            assertThat(trainer.adapters().get(2).parameters()).isNotEqualTo(critic.parameters());
        }
    }

    @Test
    void shouldGoOnWithItsOwnCriticFromASavedState() {
        byte[] state;
        double undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            for (int i = 0; i < 20; i++) {
                trainer.updateCritic(BATCH);
            }
            state = trainer.state();
            trainer.updateWorldModel(BATCH);
            undisturbed = loss(trainer.updateCritic(BATCH), "policy.critic");
        }
        try (Trainer resumed = new Trainer(weights, List.of(), lowRank(), 99)) {
            double fresh = loss(resumed.updateCritic(BATCH), "policy.critic");
            resumed.restore(state);
            resumed.updateWorldModel(BATCH);
            assertThat(loss(resumed.updateCritic(BATCH), "policy.critic"))
                    .isEqualTo(undisturbed)
                    .isNotEqualTo(fresh);
        }
    }

    @Test
    void shouldGoOnBitForBitFromASavedState() {
        byte[] state;
        String undisturbed;
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            train(trainer, 3);
            state = trainer.state();
            train(trainer, 3);
            undisturbed = trainer.merged().sha256();
        }
        try (Trainer resumed = new Trainer(weights, List.of(), lowRank(), 99)) {
            resumed.restore(state);
            train(resumed, 3);
            assertThat(resumed.merged().sha256()).isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldNameADamagedState() {
        try (Trainer trainer = new Trainer(weights, List.of(), lowRank(), 1)) {
            byte[] state = trainer.state();
            assertThatThrownBy(() -> trainer.restore(java.util.Arrays.copyOf(state, state.length - 4)))
                    .isInstanceOf(IllegalModelException.class)
                    .hasMessageContaining("cut off");
        }
    }

    private static void train(Trainer trainer, int updates) {
        for (int i = 0; i < updates; i++) {
            trainer.updateWorldModel(BATCH);
            trainer.updatePolicy(BATCH);
        }
    }

    private static TrainingSettings lowRank() {
        return TrainingSettings.lowRank(4, new LearningRates(1e-3f, 3e-4f, 1e-3f));
    }

    private static TrainingSettings full() {
        return new TrainingSettings(
                new LearningRates(3e-3f, 3e-3f, 3e-3f),
                1000f,
                100f,
                1f,
                0.5f,
                0.1f,
                1f,
                new DreamSettings(6, 32, 0.97f, 0.95f, 3e-4f, 0f, 0.02f, 1, 1, true, 0.2f),
                GroundingSettings.none(),
                UpdateForms.whole());
    }

    private static double loss(Map<String, Double> losses, String name) {
        return java.util.Objects.requireNonNull(losses.get(name), name);
    }

    private static boolean moved(float[] before, float[] after, Entry entry) {
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
            if (before[i] != after[i]) {
                return true;
            }
        }
        return false;
    }
}
