package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelWeights;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each guard against what it is there for, with real gradients. */
class GuardTest {
    private static final SequenceBatch BATCH = ToyData.batch(8, 16, 1);
    private static final LearningRates RATES = new LearningRates(1e-3f, 1e-3f, 1e-3f);

    private final ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);
    private final GuardSettings standard = GuardSettings.standard();
    private final Guard guard = new Guard(standard);

    @Test
    void shouldLetSoundUpdatesAndModelsPass() {
        try (Trainer trainer = trainer(TrainingSettings.lowRank(2, RATES), standard)) {
            assertThat(guard.update(trainer.updateWorldModel(BATCH))).isEmpty();
            assertThat(guard.update(trainer.updateCritic(BATCH))).isEmpty();
            assertThat(guard.update(trainer.updatePolicy(BATCH))).isEmpty();
            assertThat(guard.model(trainer.vitals(BATCH))).isEmpty();
        }
    }

    @Test
    void shouldDiscardAWorldModelUpdateWhoseLossOverflows() {
        try (Trainer trainer = trainer(TrainingSettings.lowRank(2, RATES), standard)) {
            byte[] before = moving(trainer);

            Map<String, Double> losses = trainer.updateWorldModel(with(0, 3e38f));

            assertThat(guard.update(losses))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("worldModel."));
            assertThat(moving(trainer)).isEqualTo(before);
            assertThat(guard.update(trainer.updateWorldModel(BATCH)))
                    .as("the next sound batch trains as if nothing had been")
                    .isEmpty();
        }
    }

    @Test
    void shouldDiscardAPolicyUpdateWhoseReturnsAreNotFinite() {
        try (Trainer trainer = trainer(TrainingSettings.lowRank(2, RATES), standard)) {
            trainer.updateCritic(BATCH);
            byte[] before = moving(trainer);

            Map<String, Double> losses = trainer.updateCritic(reward(Float.POSITIVE_INFINITY));

            assertThat(guard.update(losses))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("policy.recalled"));
            assertThat(moving(trainer)).isEqualTo(before);
        }
    }

    @Test
    void shouldDiscardAnUpdateWhoseGradientExplodes() {
        GuardSettings strict = new GuardSettings(1e-3f, 0, 0);
        try (Trainer trainer = trainer(TrainingSettings.lowRank(2, RATES), strict)) {
            byte[] before = moving(trainer);

            Map<String, Double> losses = trainer.updateWorldModel(BATCH);

            assertThat(losses.get("worldModel.gradientNorm")).isFinite().isGreaterThan(1e-3);
            assertThat(new Guard(strict).update(losses))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("worldModel.gradientNorm", "above"));
            assertThat(moving(trainer)).isEqualTo(before);
        }
    }

    @Test
    void shouldNoticeAPolicyThatTakesOneActionEverywhere() {
        // Rates far too high: the first advantages decide for good.
        TrainingSettings rash = settings(new LearningRates(1e-3f, 1f, 1e-3f), 1f, 0.1f, 0f);
        try (Trainer trainer = trainer(rash, standard)) {
            for (int i = 0; i < 30; i++) {
                trainer.updatePolicy(BATCH);
            }

            assertThat(guard.model(trainer.vitals(BATCH)))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("the policy has collapsed"));
        }
    }

    @Test
    void shouldNoticeAPosteriorThatNoLongerLooks() {
        // Nothing is asked of the latents but to be what the prior expects.
        TrainingSettings blind = settings(new LearningRates(3e-2f, 1e-3f, 1e-3f), 0f, 100f, 3e-4f);
        try (Trainer trainer = trainer(blind, standard)) {
            double before = trainer.vitals(BATCH).posteriorInformation();
            for (int i = 0; i < 200; i++) {
                trainer.updateWorldModel(BATCH);
            }

            assertThat(trainer.vitals(BATCH).posteriorInformation()).isLessThan(before);
            assertThat(guard.model(trainer.vitals(BATCH)))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("the posterior has collapsed"));
        }
    }

    @Test
    void shouldNoticeAParameterThatIsNotFinite() {
        assertThat(guard.model(new Vitals(false, 1, 1))).hasValue("a parameter is not finite");
        assertThat(guard.model(new Vitals(true, Double.NaN, 1))).isPresent();
    }

    private Trainer trainer(TrainingSettings settings, GuardSettings limits) {
        return new Trainer(weights, List.of(), settings, limits, 1);
    }

    /** Whole networks; weights of reconstruction and outcomes, of the posterior's way to the prior, and of the entropy. */
    private static TrainingSettings settings(
            LearningRates rates, float reconstruction, float representation, float entropy) {
        TrainingSettings same = TrainingSettings.pretraining();
        return new TrainingSettings(
                rates,
                same.gradientNorm(),
                reconstruction * same.reconstructionWeight(),
                reconstruction * same.outcomeWeight(),
                same.dynamicsWeight(),
                representation,
                reconstruction == 0f ? 0f : same.freeNats(),
                new DreamSettings(12, 256, 0.997f, 0.97f, entropy, 0f, 0.2f, 1, 1, true, 0.2f),
                GroundingSettings.none(),
                UpdateForms.whole());
    }

    private static byte[] moving(Trainer trainer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        trainer.adapters().forEach(adapter -> all.writeBytes(adapter.toBytes()));
        return all.toByteArray();
    }

    private static SequenceBatch with(int index, float value) {
        float[] observations = BATCH.observations().clone();
        observations[index] = value;
        return new SequenceBatch(
                BATCH.batch(), BATCH.length(), observations, BATCH.actions(), BATCH.rewards(), BATCH.flags());
    }

    private static SequenceBatch reward(float value) {
        float[] rewards = BATCH.rewards().clone();
        rewards[1] = value;
        return new SequenceBatch(
                BATCH.batch(), BATCH.length(), BATCH.observations(), BATCH.actions(), rewards, BATCH.flags());
    }
}
