package io.slipstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.FeatureGroup.Role;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransitionReferenceTest {
    private static final FeatureGroup BODY = FeatureGroup.of("body", 0, 2, Role.BODY);
    private static final FeatureGroup SCENE = FeatureGroup.of("scene", 2, 5, Role.SCENE);
    private static final FeatureGroup OTHERS = new FeatureGroup("others", 5, 11, Role.OBJECTS, 3);
    private static final ModelSpec SPEC = ModelSpec.preset("tiny", 11, 3, List.of(BODY, SCENE, OTHERS));

    /** Body, scene, three objects of two features; the third is absent. */
    private static final float[] BEFORE = {.1f, .2f, .3f, .4f, .5f, .6f, .1f, -.4f, .2f, 0, 0};

    private static final float[] AFTER = {.15f, .2f, .3f, .4f, .5f, .65f, .1f, -.35f, .25f, 0, 0};

    private final Ops ops = new Ops();
    private final TransitionReference reference = new TransitionReference(
            SPEC,
            new Parameters(ops, ParameterLayout.of(SPEC, Network.WORLD_MODEL), ops.create(weights(), weights().length)),
            ops);

    @AfterEach
    void close() {
        ops.close();
    }

    @Test
    void shouldNotCareInWhichOrderObjectsStand() {
        float[] swappedAfter = AFTER.clone();
        System.arraycopy(AFTER, 5, swappedAfter, 7, 2);
        System.arraycopy(AFTER, 7, swappedAfter, 5, 2);
        float[] rotatedBefore = BEFORE.clone();
        System.arraycopy(BEFORE, 5, rotatedBefore, 9, 2);
        System.arraycopy(BEFORE, 9, rotatedBefore, 5, 2);
        float same = surprise(OTHERS, BEFORE, AFTER);
        assertThat(same).isPositive();
        assertThat(surprise(OTHERS, BEFORE, swappedAfter)).isCloseTo(same, within(1e-5f));
        assertThat(surprise(OTHERS, rotatedBefore, AFTER)).isCloseTo(same, within(1e-5f));
    }

    @Test
    void shouldLeaveOutObjectsThatComeAndGo() {
        float[] second = BEFORE.clone();
        second[5] = 0;
        second[6] = 0;
        float[] secondAfter = AFTER.clone();
        secondAfter[5] = 0;
        secondAfter[6] = 0;
        float[] comes = secondAfter.clone();
        comes[9] = 3;
        comes[10] = 3;
        assertThat(surprise(OTHERS, second, comes)).isCloseTo(surprise(OTHERS, second, secondAfter), within(1e-5f));
        assertThat(counts(OTHERS, second, secondAfter)).isEqualTo(1);
        float[] gone = secondAfter.clone();
        gone[7] = 0;
        gone[8] = 0;
        assertThat(counts(OTHERS, second, gone)).isZero();
        assertThat(surprise(OTHERS, second, gone)).isZero();
    }

    @Test
    void shouldPredictABodyFromItselfAlone() {
        float[] elsewhere = BEFORE.clone();
        float[] elsewhereAfter = AFTER.clone();
        for (int i = 2; i < 11; i++) {
            elsewhere[i] = -elsewhere[i];
            elsewhereAfter[i] = 2 * elsewhereAfter[i];
        }
        assertThat(surprise(BODY, elsewhere, elsewhereAfter)).isCloseTo(surprise(BODY, BEFORE, AFTER), within(1e-6f));
        assertThat(surprise(SCENE, elsewhere, elsewhereAfter)).isNotEqualTo(surprise(SCENE, BEFORE, AFTER));
    }

    @Test
    void shouldBeMoreSurprisedTheFurtherAChangeIsOff() {
        float[] further = AFTER.clone();
        further[0] += 1;
        float[] furthest = AFTER.clone();
        furthest[0] += 3;
        assertThat(surprise(BODY, BEFORE, further)).isGreaterThan(surprise(BODY, BEFORE, AFTER));
        // As a logarithm: one wild step must not outweigh a window.
        assertThat(surprise(BODY, BEFORE, furthest)).isBetween(surprise(BODY, BEFORE, further), 15f);
    }

    @Test
    void shouldRefuseGroupsThatCannotHoldTheirObjects() {
        assertThatThrownBy(() -> new FeatureGroup("odd", 0, 5, Role.OBJECTS, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot hold 2 objects");
        assertThatThrownBy(() -> new FeatureGroup("odd", 0, 4, Role.SCENE, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private float surprise(FeatureGroup group, float[] before, float[] after) {
        return ops.floats(change(group, before, after).surprise())[0];
    }

    private float counts(FeatureGroup group, float[] before, float[] after) {
        return ops.floats(change(group, before, after).counts())[0];
    }

    private TransitionReference.Change change(FeatureGroup group, float[] before, float[] after) {
        return reference.change(
                group, ops.create(before, 1, 11), ops.create(new float[] {0, 1, 0}, 1, 3), ops.create(after, 1, 11));
    }

    /** Fresh weights predict no change at all; these predict something. */
    private static float[] weights() {
        float[] flat = ParameterLayout.of(SPEC, Network.WORLD_MODEL).initial(1);
        Random random = new Random(2);
        for (int i = 0; i < flat.length; i++) {
            flat[i] += 0.05f * (float) random.nextGaussian();
        }
        return flat;
    }
}
