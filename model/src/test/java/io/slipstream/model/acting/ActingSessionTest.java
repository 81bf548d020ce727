package io.slipstream.model.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActingSessionTest {
    private static final List<FeatureGroup> GROUPS = List.of(
            FeatureGroup.of("ego", 0, 4, FeatureGroup.Role.BODY),
            FeatureGroup.of("rest", 4, 12, FeatureGroup.Role.SCENE));
    private static final int ENVIRONMENTS = 8;

    private final ModelSpec spec = ModelSpec.preset("tiny", 12, 15, GROUPS);
    private final ModelWeights weights = ModelWeights.initial(spec, 7);

    @Test
    void shouldRepeatItselfForTheSameSeed() {
        assertThat(drive(3, 20)).isEqualTo(drive(3, 20));
        assertThat(drive(3, 20)).isNotEqualTo(drive(4, 20));
    }

    @Test
    void shouldChooseWhatItWouldDoWithoutMeasuringAnything() {
        int[] chosen = new int[ENVIRONMENTS];
        Random random = new Random(99);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, 5)) {
            for (int t = 0; t < 20; t++) {
                session.choose(observations(random), flags((byte) (t == 0 ? 1 : 0)), false, chosen);
            }
        }
        assertThat(chosen).isEqualTo(drive(5, 20));
    }

    @Test
    void shouldReportFiniteMeasuresInTheirRanges() {
        ActingOutput out = new ActingOutput(spec, ENVIRONMENTS);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, 1)) {
            session.act(observations(new Random(1)), flags((byte) 1), false, out);
            assertThat(out.tvDynamics).containsOnly(0f);
            session.act(observations(new Random(2)), flags((byte) 0), false, out);
        }
        for (int i = 0; i < ENVIRONMENTS; i++) {
            assertThat(out.tvDynamics[i]).isBetween(1e-6f, 1f);
            assertThat(out.logProbability[i]).isLessThanOrEqualTo(0f);
            assertThat(out.actions[i]).isBetween(0, 14);
        }
        for (byte latentClass : out.latentClasses) {
            assertThat((int) latentClass).isBetween(0, spec.latentClasses() - 1);
        }
        for (int i = 0; i < out.residuals.length; i++) {
            assertThat(out.residuals[i]).isBetween(1e-12f, 1e6f);
            assertThat(out.novelty[i]).isBetween(1e-12f, 1e6f);
        }
    }

    @Test
    void shouldImagineTheSameAgainAndDriveOnAsIfNobodyHadAsked() {
        int[] undisturbed = drive(5, 10);
        ActingOutput out = new ActingOutput(spec, ENVIRONMENTS);
        Random random = new Random(99);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, 5)) {
            for (int t = 0; t < 10; t++) {
                session.act(observations(random), flags((byte) (t == 0 ? 1 : 0)), false, out);
                float[] imagined = session.imagine(3, 4);
                assertThat(imagined).hasSize(3 * 4 * 12);
                assertThat(session.imagine(3, 4)).isEqualTo(imagined);
                assertThat(session.imagine(2, 1)).containsExactly(firstSteps(imagined, 2));
            }
        }
        assertThat(out.actions).isEqualTo(undisturbed);
    }

    private static float[] firstSteps(float[] imagined, int count) {
        float[] first = new float[count * 12];
        for (int e = 0; e < count; e++) {
            System.arraycopy(imagined, e * 4 * 12, first, e * 12, 12);
        }
        return first;
    }

    @Test
    void shouldDriveOnUnchangedWhenTheSameWeightsAreSwappedIn() {
        int[] undisturbed = drive(5, 10);
        ActingOutput out = new ActingOutput(spec, ENVIRONMENTS);
        Random random = new Random(99);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, 5)) {
            for (int t = 0; t < 10; t++) {
                session.act(observations(random), flags((byte) (t == 0 ? 1 : 0)), false, out);
                session.swap(weights);
            }
        }
        assertThat(out.actions).isEqualTo(undisturbed);
    }

    @Test
    void shouldRefuseAModelOfOtherSizes() {
        ModelWeights other = ModelWeights.initial(ModelSpec.preset("tiny", 11, 15, List.of()), 1);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, 5)) {
            assertThatThrownBy(() -> session.swap(other))
                    .isInstanceOf(IllegalModelException.class)
                    .hasMessageContaining("other sizes");
        }
    }

    private int[] drive(long seed, int steps) {
        ActingOutput out = new ActingOutput(spec, ENVIRONMENTS);
        Random random = new Random(99);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, seed)) {
            for (int t = 0; t < steps; t++) {
                session.act(observations(random), flags((byte) (t == 0 ? 1 : 0)), false, out);
            }
        }
        return out.actions;
    }

    private float[] observations(Random random) {
        float[] observations = new float[ENVIRONMENTS * spec.observationSize()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) random.nextGaussian();
        }
        return observations;
    }

    private static byte[] flags(byte flag) {
        byte[] flags = new byte[ENVIRONMENTS];
        java.util.Arrays.fill(flags, flag);
        return flags;
    }
}
