package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContactUpdateTest {
    private static final int BODY = 2;
    private static final int OBJECTS = 3;
    private static final int POSE = 6;
    private static final int SIZE = BODY + OBJECTS * POSE;
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            SIZE,
            3,
            List.of(
                    FeatureGroup.of("ego", 0, BODY, FeatureGroup.Role.BODY),
                    new FeatureGroup("cars", BODY, SIZE, FeatureGroup.Role.OBJECTS, OBJECTS)));

    @Test
    void shouldLearnToTellWhetherAnythingIsTouched() {
        try (Trainer trainer = trainer(SPEC)) {
            double first = loss(trainer, 1);
            for (int i = 2; i < 400; i++) {
                loss(trainer, i);
            }
            assertThat(loss(trainer, 5_000)).isLessThan(0.3 * first);
        }
    }

    @Test
    void shouldMoveNothingElse() {
        try (Trainer trainer = trainer(SPEC)) {
            float[] before = trainer.base().flat(Network.WORLD_MODEL);
            loss(trainer, 1);
            float[] after = trainer.base().flat(Network.WORLD_MODEL);
            for (Entry entry : ParameterLayout.of(SPEC, Network.WORLD_MODEL).entries()) {
                boolean moved = false;
                for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                    moved |= before[i] != after[i];
                }
                assertThat(moved).as(entry.name()).isEqualTo(entry.name().startsWith("contact."));
            }
        }
    }

    @Test
    void shouldSayWhereThereIsNothingToTouch() {
        try (Trainer trainer = trainer(ToyData.SPEC)) {
            assertThatThrownBy(() -> trainer.updateContact(new float[8], new boolean[1]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing to touch");
        }
    }

    @Test
    void shouldRefuseToTeachAnAdapter() {
        TrainingSettings lowRank = TrainingSettings.lowRank(2, new LearningRates(1e-3f, 1e-3f, 1e-3f));
        try (Trainer trainer = new Trainer(ModelWeights.initial(SPEC, 3), List.of(), lowRank, 1)) {
            assertThatThrownBy(() -> trainer.updateContact(new float[SIZE], new boolean[1]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not to an adapter");
        }
    }

    private static Trainer trainer(ModelSpec spec) {
        return new Trainer(ModelWeights.initial(spec, 3), List.of(), TrainingSettings.pretraining(), 1);
    }

    /** One of three discs stands anywhere within .4 of the body and is touched within .15; another is far away, the third absent. */
    private static double loss(Trainer trainer, long seed) {
        Random random = new Random(seed);
        float[] observations = new float[128 * SIZE];
        boolean[] touched = new boolean[128];
        for (int n = 0; n < touched.length; n++) {
            touched[n] = n % 2 == 0;
            double distance = touched[n] ? 0.15 * Math.sqrt(random.nextDouble()) : 0.15 + 0.25 * random.nextDouble();
            place(observations, n * SIZE + BODY + random.nextInt(2) * POSE, distance, random);
            place(observations, n * SIZE + BODY + 2 * POSE, 0.8, random);
        }
        return trainer.updateContact(observations, touched).getOrDefault("contact.loss", Double.NaN);
    }

    private static void place(float[] observations, int at, double distance, Random random) {
        double bearing = 2 * Math.PI * random.nextDouble();
        double heading = 2 * Math.PI * random.nextDouble();
        observations[at] = (float) (distance * Math.cos(bearing));
        observations[at + 1] = (float) (distance * Math.sin(bearing));
        observations[at + 4] = (float) Math.cos(heading);
        observations[at + 5] = (float) Math.sin(heading);
    }
}
