package io.slipstream.model.layout;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.LowRankForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where A [r, in] and B [out, r] of each targeted matrix lie in a LoRA adapter's flat vector.
 *
 * @param form rank, scale, start
 * @param targets the targeted matrices, in order
 * @param size length of the flat vector
 */
public record LowRankLayout(LowRankForm form, List<Target> targets, int size) implements AdapterLayout {

    /** One targeted matrix: offsets of A and B in the adapter's flat vector. */
    public record Target(Entry matrix, int offsetA, int offsetB) {}

    static LowRankLayout of(ModelSpec spec, Network network, LowRankForm form) {
        List<Target> targets = new ArrayList<>();
        int offset = 0;
        for (Entry entry : AdaptedMatrices.of(spec, network, form.targets())) {
            int offsetB = offset + form.rank() * entry.columns();
            targets.add(new Target(entry, offset, offsetB));
            offset = offsetB + form.rank() * entry.rows();
        }
        return new LowRankLayout(form, List.copyOf(targets), offset);
    }

    @Override
    public float[] fresh(long seed) {
        float[] flat = new float[size];
        Random random = new Random(seed);
        for (Target target : targets) {
            if (form.init() == Init.A) {
                fill(flat, target.offsetA(), target.offsetB(), target.matrix().columns(), random);
            } else {
                int end = target.offsetB() + form.rank() * target.matrix().rows();
                fill(flat, target.offsetB(), end, form.rank(), random);
            }
        }
        return flat;
    }

    /** Uniform with the variance 1 / fan. */
    private static void fill(float[] flat, int from, int to, int fan, Random random) {
        float bound = (float) StrictMath.sqrt(3.0 / fan);
        for (int i = from; i < to; i++) {
            flat[i] = bound * (2 * random.nextFloat() - 1);
        }
    }

    @Override
    public void addTo(float[] weights, float[] parameters, int offset) {
        for (Target target : targets) {
            LowRankProduct.addTo(
                    weights,
                    target.matrix(),
                    form.rank(),
                    form.scale(),
                    parameters,
                    offset + target.offsetA(),
                    parameters,
                    offset + target.offsetB());
        }
    }
}
