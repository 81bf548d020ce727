package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.TransitionReference;
import java.util.ArrayList;
import java.util.List;

/** How each feature group changes in one step where the model knows its way, as {@link TransitionReference}. */
final class ReferencePass {
    private final List<GroupReference> groups = new ArrayList<>();

    ReferencePass(ModelSpec spec, Weights world, int rows) {
        for (FeatureGroup group : spec.groups()) {
            groups.add(
                    group.role() == FeatureGroup.Role.OBJECTS
                            ? new ObjectsReference(spec, group, world, rows)
                            : new WholeReference(spec, group, world, rows));
        }
    }

    /**
     * The surprise of each group at a step, 0 where nothing can be found again: before and after [N, D], a [N], -> [N, groups].
     */
    void surprise(float[][] before, int[] actions, float[][] after, float[][] surprise, int rows) {
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).surprise(before, actions, after, surprise, g, rows);
        }
    }

    /** The observation after a step, as expected: before [N, D], a [N] -> after [N, D]. */
    void next(float[][] before, int[] actions, float[][] after, int rows) {
        for (GroupReference group : groups) {
            group.next(before, actions, after, rows);
        }
    }

    /** One group. */
    interface GroupReference {
        void surprise(float[][] before, int[] actions, float[][] after, float[][] surprise, int at, int rows);

        void next(float[][] before, int[] actions, float[][] after, int rows);
    }

    /**
     * How unusual a change is.
     *
     * @param predicted [2m] means and logarithms of scales, in tenths
     * @param moved what has changed, [m] from an index on
     * @return mean of 2 ln(1 + z^2 / 3)
     */
    static float surprise(float[] predicted, float[] moved, int from, int size) {
        float sum = 0;
        for (int f = 0; f < size; f++) {
            float logScale = Math.max(
                    TransitionReference.SMALLEST_LOG_SCALE,
                    Math.min(TransitionReference.LARGEST_LOG_SCALE, predicted[size + f]));
            float z = (moved[from + f] * TransitionReference.TENTHS - predicted[f]) * Activation.exp(-logScale);
            sum += Activation.log(1f + z * z / TransitionReference.FREEDOM);
        }
        return TransitionReference.EXPONENT * sum / size;
    }
}
