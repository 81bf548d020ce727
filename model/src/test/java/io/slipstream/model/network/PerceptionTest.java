package io.slipstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.FeatureGroup.Role;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerceptionTest {
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            8,
            3,
            List.of(FeatureGroup.of("body", 0, 2, Role.BODY), new FeatureGroup("others", 2, 8, Role.OBJECTS, 3)));

    /** Body and three objects of two features; the third is absent. */
    private static final float[] OBSERVATION = {.1f, .2f, .6f, .1f, -.4f, .2f, 0, 0};

    private final Ops ops = new Ops();
    private final float[] weights =
            ParameterLayout.of(SPEC, Network.WORLD_MODEL).initial(3);
    private final Parameters parameters =
            new Parameters(ops, ParameterLayout.of(SPEC, Network.WORLD_MODEL), ops.create(weights, weights.length));
    private final Perception perception = new Perception(SPEC, ops);

    @AfterEach
    void close() {
        ops.close();
    }

    @Test
    void shouldSeeTheSameInObjectsInAnyOrder() {
        assertThat(pooled(.1f, .2f, -.4f, .2f, 0, 0, .6f, .1f)).containsExactly(pooled(OBSERVATION), within(1e-5f));
    }

    @Test
    void shouldSeeObjectsFromTheBody() {
        assertThat(pooled(.5f, .2f, .6f, .1f, -.4f, .2f, 0, 0)).isNotEqualTo(pooled(OBSERVATION));
    }

    @Test
    void shouldSeeNothingWhereNobodyIs() {
        float[] nobody = pooled(.1f, .2f, 0, 0, 0, 0, 0, 0);
        assertThat(nobody).containsOnly(-1f);
        assertThat(pooled(.9f, -.2f, 0, 0, 0, 0, 0, 0)).isEqualTo(nobody);
    }

    @Test
    void shouldPassTheCompressedObservationOn() {
        float[] seen = seen(OBSERVATION);
        assertThat(seen).hasSize(8 + ModelSpec.OBJECT_FEATURES + 1);
        assertThat(Arrays.copyOf(seen, 8))
                .containsExactly(ops.floats(perception.compressed(ops.create(OBSERVATION, 1, 8))));
        assertThat(seen[7]).isZero();
        assertThat(seen[4]).isNegative();
    }

    @Test
    void shouldTellTheLargestChanceOfAContact() {
        float alone = contact(.1f, .2f, .6f, .1f, 0, 0, 0, 0);
        float other = contact(.1f, .2f, -.4f, .2f, 0, 0, 0, 0);
        assertThat(contact(OBSERVATION)).isCloseTo(Math.max(alone, other), within(1e-5f));
        assertThat(contact(.1f, .2f, 0, 0, 0, 0, 0, 0)).as("nobody is there").isLessThan(1e-6f);
    }

    private float contact(float... observation) {
        return seen(observation)[8 + ModelSpec.OBJECT_FEATURES];
    }

    private float[] pooled(float... observation) {
        return Arrays.copyOfRange(seen(observation), 8, 8 + ModelSpec.OBJECT_FEATURES);
    }

    private float[] seen(float... observation) {
        return ops.floats(perception.seen(parameters, ops.create(observation, 1, 8)));
    }
}
