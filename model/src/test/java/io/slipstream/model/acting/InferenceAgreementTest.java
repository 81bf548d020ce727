package io.slipstream.model.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.tensor.DeviceChoice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plain Java against libtorch: the same numbers but for rounding, over episodes with objects that come, go and change places. */
class InferenceAgreementTest {
    private static final int ENVIRONMENTS = 7; // not a multiple of the rows that share loads
    private static final int STEPS = 40;
    private static final int OBJECTS = 3;
    private static final int OBJECT_SIZE = 6;
    private static final List<FeatureGroup> GROUPS = List.of(
            FeatureGroup.of("ego", 0, 4, FeatureGroup.Role.BODY),
            FeatureGroup.of("route", 4, 9, FeatureGroup.Role.SCENE),
            new FeatureGroup("traffic", 9, 27, FeatureGroup.Role.OBJECTS, OBJECTS));

    private final ModelSpec spec = ModelSpec.preset("tiny", 27, 5, GROUPS);
    private final ModelWeights weights = moved(ModelWeights.initial(spec, 7), 1);
    private final ModelWeights others = moved(ModelWeights.initial(spec, 8), 2);
    private final ActingSession jvm = new ActingSession(weights, ENVIRONMENTS, 3, DeviceChoice.CPU);
    private final ActingSession tensors = ActingSession.throughTensors(weights, ENVIRONMENTS, 3, DeviceChoice.CPU);
    private final ActingOutput ours = new ActingOutput(spec, ENVIRONMENTS);
    private final ActingOutput theirs = new ActingOutput(spec, ENVIRONMENTS);
    private final Random random = new Random(5);
    private final float[] observations = observations(random);

    @AfterEach
    void closeSessions() {
        jvm.close();
        tensors.close();
    }

    @Test
    void shouldInferMeasureAndChooseTheSame() {
        boolean somethingFound = false;
        for (int t = 0; t < STEPS; t++) {
            byte[] flags = flags(t);
            jvm.act(observations, flags, false, ours);
            tensors.act(observations, flags, false, theirs);
            assertSame(t);
            somethingFound |= ours.residuals[2] > 0;
            goOn(observations, random);
        }
        assertThat(somethingFound).as("an object was found again").isTrue();
    }

    @Test
    void shouldGoOnTheSameWithOtherWeights() {
        for (int t = 0; t < STEPS; t++) {
            if (t == STEPS / 2) {
                jvm.swap(others);
                tensors.swap(others);
            }
            jvm.act(observations, flags(t), true, ours);
            tensors.act(observations, flags(t), true, theirs);
            assertSame(t);
            goOn(observations, random);
        }
    }

    @Test
    void shouldGoOnTheSameWithSomeOfTheEnvironments() {
        drive(STEPS / 2);
        int[] rows = {5, 0, 2};
        ActingOutput few = new ActingOutput(spec, rows.length);
        ActingOutput fewOfTheirs = new ActingOutput(spec, rows.length);
        try (ActingSession fork = jvm.fork(others, rows, 9);
                ActingSession theirFork = tensors.fork(others, rows, 9)) {
            for (int t = 0; t < 5; t++) {
                float[] seen = rows(observations, rows);
                fork.act(seen, new byte[rows.length], false, few);
                theirFork.act(seen, new byte[rows.length], false, fewOfTheirs);
                assertClose(few.value, fewOfTheirs.value, "value", t);
                assertClose(few.residuals, fewOfTheirs.residuals, "residuals", t);
                assertThat(few.actions).isEqualTo(fewOfTheirs.actions);
                goOn(observations, random);
            }
        }
    }

    @Test
    void shouldImagineTheSame() {
        drive(STEPS / 2);
        float[] imagined = jvm.imagine(4, 6);
        assertClose(imagined, tensors.imagine(4, 6), "imagined", 0);
        assertThat(imagined).hasSize(4 * 6 * 27);
    }

    private void drive(int steps) {
        for (int t = 0; t < steps; t++) {
            jvm.act(observations, flags(t), false, ours);
            tensors.act(observations, flags(t), false, theirs);
            goOn(observations, random);
        }
    }

    private void assertSame(int t) {
        assertThat(ours.latentClasses).as("z at %s", t).isEqualTo(theirs.latentClasses);
        assertThat(ours.actions).as("actions at %s", t).isEqualTo(theirs.actions);
        assertClose(ours.logProbability, theirs.logProbability, "log-probability", t);
        assertClose(ours.value, theirs.value, "value", t);
        assertClose(ours.tvDynamics, theirs.tvDynamics, "total variation", t);
        assertClose(ours.predictedReward, theirs.predictedReward, "reward", t);
        assertClose(ours.residuals, theirs.residuals, "residuals", t);
        assertClose(ours.novelty, theirs.novelty, "novelty", t);
    }

    private static void assertClose(float[] ours, float[] theirs, String what, int t) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i])
                    .as("%s [%s] at step %s", what, i, t)
                    .isCloseTo(theirs[i], within(1e-4f * (1 + Math.abs(theirs[i]))));
        }
    }

    private static byte[] flags(int t) {
        byte[] flags = new byte[ENVIRONMENTS];
        for (int e = 0; e < ENVIRONMENTS; e++) {
            flags[e] = (byte) (t % (10 + e) == 0 ? 1 : 0);
        }
        return flags;
    }

    private static float[] rows(float[] all, int[] rows) {
        int width = all.length / ENVIRONMENTS;
        float[] some = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * width, some, i * width, width);
        }
        return some;
    }

    private static float[] observations(Random random) {
        float[] observations = new float[ENVIRONMENTS * 27];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) random.nextGaussian();
        }
        return observations;
    }

    /** Everything moves a little; now and then an object goes, comes, or changes its place among the others. */
    private static void goOn(float[] observations, Random random) {
        for (int e = 0; e < ENVIRONMENTS; e++) {
            for (int i = 0; i < 27; i++) {
                int at = e * 27 + i;
                boolean absent = i >= 9 && observations[at] == 0;
                observations[at] += absent ? 0f : 0.1f * (float) random.nextGaussian();
            }
            int object = e * 27 + 9 + OBJECT_SIZE * random.nextInt(OBJECTS);
            int other = e * 27 + 9 + OBJECT_SIZE * random.nextInt(OBJECTS);
            for (int f = 0; f < OBJECT_SIZE; f++) {
                float kept = observations[object + f];
                observations[object + f] = observations[other + f];
                observations[other + f] = kept;
            }
            if (random.nextInt(4) == 0) {
                boolean comes = observations[object] == 0;
                for (int f = 0; f < OBJECT_SIZE; f++) {
                    observations[object + f] = comes ? (float) random.nextGaussian() : 0f;
                }
            }
        }
    }

    /** Every head says something, those too that start at zero. */
    private static ModelWeights moved(ModelWeights weights, long seed) {
        Random noise = new Random(seed);
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        for (Network network : Network.values()) {
            float[] flat = weights.flat(network).clone();
            for (int i = 0; i < flat.length; i++) {
                flat[i] += 0.1f * (float) noise.nextGaussian();
            }
            flats.put(network, flat);
        }
        return new ModelWeights(weights.spec(), flats);
    }
}
