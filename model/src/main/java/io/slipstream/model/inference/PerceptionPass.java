package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Perception;
import java.util.List;

/** What enters the features of an observation, as {@link Perception}: compressed, and what is seen in its objects. */
final class PerceptionPass {
    private static final float COMPRESSED_END = (float) StrictMath.log1p(Perception.COMPRESSION);

    /** What is seen in an object that is absent. */
    private static final float NOTHING_SEEN = -1f;

    private final int observation;
    private final List<ObjectsPass> groups;

    PerceptionPass(ModelSpec spec, Weights world, int rows) {
        observation = spec.observationSize();
        groups = spec.objectGroups().stream()
                .map(group -> new ObjectsPass(spec, group, world, rows))
                .toList();
    }

    /** Width of what is seen. */
    static int width(ModelSpec spec) {
        return spec.features() - spec.state();
    }

    /** [N, D] -> [N, D]. What is not finite does not become so. */
    void compress(float[][] raw, float[][] compressed, int rows) {
        for (int row = 0; row < rows; row++) {
            float[] from = raw[row];
            float[] to = compressed[row];
            for (int j = 0; j < observation; j++) {
                float magnitude = Activation.log(Math.fma(Perception.COMPRESSION, Math.abs(from[j]), 1f));
                to[j] = Math.copySign(magnitude, from[j]) / COMPRESSED_END;
            }
        }
    }

    /** raw and compressed [N, D] -> seen [N, F - H - Z]. */
    void see(float[][] raw, float[][] compressed, float[][] seen, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(compressed[row], 0, seen[row], 0, observation);
        }
        int at = observation;
        for (ObjectsPass group : groups) {
            group.see(raw, compressed, seen, at, rows);
            at += ModelSpec.OBJECT_FEATURES + 1;
        }
    }

    /** The objects of one group; only those that are there are computed. */
    private static final class ObjectsPass {
        private final FeatureGroup group;
        private final List<FeatureGroup> bodies;
        private final Head objects;
        private final Head contact;
        private final float[][] inputs; // [N x n][what is known of one, its places]
        private final int[] owners; // [N x n]
        private int count;

        ObjectsPass(ModelSpec spec, FeatureGroup group, Weights world, int rows) {
            this.group = group;
            this.bodies = spec.bodyGroups();
            int all = rows * group.objects();
            objects = world.head("objects." + group.name(), 2, all);
            contact = world.head("contact." + group.name(), 2, all);
            int body = bodies.stream().mapToInt(FeatureGroup::size).sum();
            inputs = new float[all][2 * group.objectSize() + body + group.places()];
            owners = new int[all];
        }

        void see(float[][] raw, float[][] compressed, float[][] seen, int at, int rows) {
            gather(raw, compressed, seen, at, rows);
            float[][] each = objects.apply(inputs, count);
            int touched = at + ModelSpec.OBJECT_FEATURES;
            for (int k = 0; k < count; k++) {
                float[] to = seen[owners[k]];
                for (int c = 0; c < ModelSpec.OBJECT_FEATURES; c++) {
                    to[at + c] = Math.max(to[at + c], each[k][c]);
                }
            }
            float[][] odds = contact.apply(inputs, count);
            for (int k = 0; k < count; k++) {
                float[] to = seen[owners[k]];
                to[touched] = Math.max(to[touched], odds[k][0]);
            }
            for (int row = 0; row < rows; row++) {
                seen[row][touched] = 0.5f + 0.5f * Activation.tanh(0.5f * seen[row][touched]);
            }
        }

        /** Those that are there, and what counts where one is not. */
        private void gather(float[][] raw, float[][] compressed, float[][] seen, int at, int rows) {
            count = 0;
            int size = group.objectSize();
            for (int row = 0; row < rows; row++) {
                int before = count;
                for (int from = group.from(); from < group.to(); from += size) {
                    if (ObjectRows.present(raw[row], from, size)) {
                        describe(raw[row], compressed[row], from, inputs[count]);
                        owners[count++] = row;
                    }
                }
                boolean full = count - before == group.objects();
                for (int c = 0; c < ModelSpec.OBJECT_FEATURES; c++) {
                    seen[row][at + c] = full ? Float.NEGATIVE_INFINITY : NOTHING_SEEN;
                }
                seen[row][at + ModelSpec.OBJECT_FEATURES] = full ? Float.NEGATIVE_INFINITY : Perception.NO_CONTACT;
            }
        }

        private void describe(float[] raw, float[] compressed, int from, float[] to) {
            int size = group.objectSize();
            for (int f = 0; f < size; f++) {
                to[f] = compressed[from + f];
                to[size + f] = raw[from + f] * Perception.NEARNESS;
            }
            int at = 2 * size;
            for (FeatureGroup body : bodies) {
                System.arraycopy(compressed, body.from(), to, at, body.size());
                at += body.size();
            }
            if (group.posed()) {
                places(raw, from, to, at);
            }
        }

        private static void places(float[] raw, int from, float[] to, int at) {
            float x = raw[from];
            float y = raw[from + 1];
            float cos = raw[from + 4];
            float sin = raw[from + 5];
            to[at] = distance(x);
            to[at + 1] = distance(y);
            to[at + 2] = distance(x * cos + y * sin);
            to[at + 3] = distance(y * cos - x * sin);
            to[at + 4] = Math.abs(cos);
            to[at + 5] = Math.abs(sin);
        }

        private static float distance(float along) {
            return Math.min(Perception.FAR, Perception.CLOSENESS * Math.abs(along));
        }
    }
}
