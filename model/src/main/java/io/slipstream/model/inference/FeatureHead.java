package io.slipstream.model.inference;

import io.slipstream.model.ModelSpec;

/** A head over the features (h, z, what is seen) whose parts never have to be joined: z, mostly zeros, is a sum of columns. */
final class FeatureHead {
    private final Head head;
    private final Matrix state;
    private final Matrix latent;
    private final Matrix seen;

    FeatureHead(ModelSpec spec, Head head) {
        this.head = head;
        Matrix all = head.first().dense().matrix();
        state = all.inputs(0, spec.deterministic());
        latent = all.inputs(spec.deterministic(), spec.state());
        seen = all.inputs(spec.state(), spec.features());
    }

    /** h [N, H], z as indices [N][G] of [Z], what is seen [N, F - H - Z] -> [N][outputs], overwritten by the next pass. */
    float[][] apply(float[][] h, int[][] z, float[][] whatIsSeen, int rows) {
        float[][] sums = head.begin(rows);
        state.add(h, sums, rows);
        for (int row = 0; row < rows; row++) {
            latent.addColumns(z[row], z[row].length, sums[row]);
        }
        seen.add(whatIsSeen, sums, rows);
        return head.finish(rows);
    }
}
