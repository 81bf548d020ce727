package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.TransitionReference;

/** A body's change from itself and the action, or a scene's from the whole observation and the action. */
final class WholeReference implements ReferencePass.GroupReference {
    private final FeatureGroup group;
    private final boolean body;
    private final Head head;
    private final Matrix seen;
    private final Matrix action;
    private final float[][] self; // [N][m]
    private final float[] moved; // [m]

    WholeReference(ModelSpec spec, FeatureGroup group, Weights world, int rows) {
        this.group = group;
        body = group.role() == FeatureGroup.Role.BODY;
        head = world.head("reference." + group.name(), 2, rows);
        int inputs = body ? group.size() : spec.observationSize();
        seen = head.first().dense().matrix().inputs(0, inputs);
        action = head.first().dense().matrix().inputs(inputs, inputs + spec.actions());
        self = new float[rows][group.size()];
        moved = new float[group.size()];
    }

    /** [N][2m]. */
    private float[][] predict(float[][] before, int[] actions, int rows) {
        float[][] sums = head.begin(rows);
        seen.add(body ? part(before, rows) : before, sums, rows);
        for (int row = 0; row < rows; row++) {
            action.addColumn(actions[row], sums[row]);
        }
        return head.finish(rows);
    }

    private float[][] part(float[][] before, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(before[row], group.from(), self[row], 0, group.size());
        }
        return self;
    }

    @Override
    public void surprise(float[][] before, int[] actions, float[][] after, float[][] surprise, int at, int rows) {
        float[][] predicted = predict(before, actions, rows);
        for (int row = 0; row < rows; row++) {
            for (int f = 0; f < group.size(); f++) {
                moved[f] = after[row][group.from() + f] - before[row][group.from() + f];
            }
            surprise[row][at] = ReferencePass.surprise(predicted[row], moved, 0, group.size());
        }
    }

    @Override
    public void next(float[][] before, int[] actions, float[][] after, int rows) {
        float[][] predicted = predict(before, actions, rows);
        for (int row = 0; row < rows; row++) {
            for (int f = 0; f < group.size(); f++) {
                int at = group.from() + f;
                after[row][at] = before[row][at] + predicted[row][f] / TransitionReference.TENTHS;
            }
        }
    }
}
