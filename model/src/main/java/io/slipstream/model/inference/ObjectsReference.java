package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.TransitionReference;
import java.util.Arrays;
import java.util.List;

/** Each object's change from itself, the others, the body and the action; only objects that are asked about are computed. */
final class ObjectsReference implements ReferencePass.GroupReference {
    private final FeatureGroup group;
    private final List<FeatureGroup> bodies;
    private final int size; // m
    private final int objects; // n
    private final Dense self;
    private final Matrix other;
    private final Head head;
    private final Matrix seen;
    private final Matrix action;
    private final float[][] here; // [N x n][m], the present ones of each row one after the other
    private final float[][] selves; // [N x n][c]
    private final float[][] others; // [N x n][c]
    private final int[] places; // [N x n] which object of its row
    private final int[] starts; // [N + 1] where the present ones of each row begin
    private final float[][] inputs; // [N x n][m + c + bodies]
    private final int[] asked; // [N x n] present objects that are predicted
    private final float[][] moved; // [N x n][m]
    private final int[] found; // [N x n]
    private final float[] together; // [c]
    private final Match match;

    ObjectsReference(ModelSpec spec, FeatureGroup group, Weights world, int rows) {
        this.group = group;
        String name = "reference." + group.name();
        bodies = spec.bodyGroups();
        size = group.objectSize();
        objects = group.objects();
        self = world.dense(name + ".self");
        other = world.matrix(name + ".other");
        int all = rows * objects;
        head = world.head(name, 2, all);
        int known = size
                + self.outputs()
                + bodies.stream().mapToInt(FeatureGroup::size).sum();
        seen = head.first().dense().matrix().inputs(0, known);
        action = head.first().dense().matrix().inputs(known, known + spec.actions());
        here = new float[all][size];
        selves = new float[all][self.outputs()];
        others = new float[all][self.outputs()];
        places = new int[all];
        starts = new int[rows + 1];
        inputs = new float[all][known];
        asked = new int[all];
        moved = new float[all][size];
        found = new int[all];
        together = new float[self.outputs()];
        match = new Match(group);
    }

    @Override
    public void surprise(float[][] before, int[] actions, float[][] after, float[][] surprise, int at, int rows) {
        gather(before, rows);
        int count = 0;
        for (int row = 0; row < rows; row++) {
            match.between(before[row], after[row]);
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                int times = match.timesFound(places[k]);
                if (times > 0) {
                    match.moved(before[row], after[row], places[k], moved[count]);
                    found[count] = times;
                    describe(before[row], row, k, inputs[count]);
                    asked[count++] = row;
                }
            }
        }
        float[][] predicted = predict(actions, count);
        for (int row = 0; row < rows; row++) {
            surprise[row][at] = 0;
        }
        for (int k = 0; k < count; ) {
            int row = asked[k];
            float sum = 0;
            float any = 0;
            for (; k < count && asked[k] == row; k++) {
                sum += found[k] * ReferencePass.surprise(predicted[k], moved[k], 0, size);
                any += found[k];
            }
            surprise[row][at] = sum / any;
        }
    }

    @Override
    public void next(float[][] before, int[] actions, float[][] after, int rows) {
        gather(before, rows);
        int count = starts[rows];
        for (int row = 0; row < rows; row++) {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                describe(before[row], row, k, inputs[k]);
                asked[k] = row;
            }
        }
        float[][] predicted = predict(actions, count);
        for (int k = 0; k < count; k++) {
            for (int f = 0; f < size; f++) {
                here[k][f] += predicted[k][f] / TransitionReference.TENTHS;
            }
        }
        for (int row = 0; row < rows; row++) {
            nearestFirst(row, after[row]);
        }
    }

    /** Objects are seen the nearest first; none appears and none goes. */
    private void nearestFirst(int row, float[] after) {
        int to = group.from();
        int count = starts[row + 1] - starts[row];
        boolean[] taken = new boolean[count];
        for (int i = 0; i < count; i++) {
            int nearest = -1;
            for (int k = 0; k < count; k++) {
                if (!taken[k] && (nearest < 0 || distance(starts[row] + k) < distance(starts[row] + nearest))) {
                    nearest = k;
                }
            }
            taken[nearest] = true;
            System.arraycopy(here[starts[row] + nearest], 0, after, to, size);
            to += size;
        }
        Arrays.fill(after, to, group.to(), 0f);
    }

    private float distance(int k) {
        return here[k][0] * here[k][0] + here[k][1] * here[k][1];
    }

    /** The objects that are there, and what each is to itself and to the others. */
    private void gather(float[][] before, int rows) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            starts[row] = count;
            for (int i = 0; i < objects; i++) {
                int from = group.from() + i * size;
                if (ObjectRows.present(before[row], from, size)) {
                    System.arraycopy(before[row], from, here[count], 0, size);
                    places[count++] = i;
                }
            }
        }
        starts[rows] = count;
        self.apply(here, selves, count);
        for (int k = 0; k < count; k++) {
            Arrays.fill(others[k], 0f);
        }
        other.add(here, others, count);
    }

    /** The object, what the others add up to around it, and the body. */
    private void describe(float[] before, int row, int k, float[] input) {
        System.arraycopy(here[k], 0, input, 0, size);
        int width = together.length;
        Arrays.fill(input, size, size + width, 0f);
        for (int o = starts[row]; o < starts[row + 1]; o++) {
            if (o != k) {
                for (int c = 0; c < width; c++) {
                    together[c] = selves[k][c] + others[o][c];
                }
                Activation.silu(together, width);
                for (int c = 0; c < width; c++) {
                    input[size + c] += together[c];
                }
            }
        }
        int at = size + width;
        for (FeatureGroup body : bodies) {
            System.arraycopy(before, body.from(), input, at, body.size());
            at += body.size();
        }
    }

    /** [count][2m]. */
    private float[][] predict(int[] actions, int count) {
        float[][] sums = head.begin(count);
        seen.add(inputs, sums, count);
        for (int k = 0; k < count; k++) {
            action.addColumn(actions[asked[k]], sums[k]);
        }
        return head.finish(count);
    }
}
