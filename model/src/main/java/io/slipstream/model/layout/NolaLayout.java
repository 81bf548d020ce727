package io.slipstream.model.layout;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.tensor.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where the coefficients a [k] and b [k] of each targeted matrix lie in a NoLA adapter's flat vector, and the random matrices that they
 * combine. Entries of A_i have the variance 1 / inputs and a starts with 1 / k, so that a fresh A is one of LoRA's; entries of B_j have the
 * variance 1 and b starts with 0.
 *
 * @param form rank, number of random matrices, scale, seed
 * @param targets the targeted matrices, in order
 */
public record NolaLayout(NolaForm form, List<Target> targets) implements AdapterLayout {

    /**
     * One targeted matrix: a lies at {@code offset}, b behind it.
     *
     * @param seed of its random matrices
     */
    public record Target(Entry matrix, int offset, long seed) {}

    static NolaLayout of(ModelSpec spec, Network network, NolaForm form) {
        Noise seeds = new Noise(form.seed() + network.ordinal());
        List<Target> targets = new ArrayList<>();
        for (Entry entry : AdaptedMatrices.of(spec, network, form.targets())) {
            targets.add(new Target(entry, 2 * form.bases() * targets.size(), seeds.nextLong()));
        }
        return new NolaLayout(form, List.copyOf(targets));
    }

    @Override
    public int size() {
        return 2 * form.bases() * targets.size();
    }

    @Override
    public float[] fresh(long seed) {
        float[] flat = new float[size()];
        Random random = new Random(seed);
        float bound = (float) StrictMath.sqrt(3.0 / form.bases());
        for (Target target : targets) {
            for (int i = 0; i < form.bases(); i++) {
                flat[target.offset() + i] = bound * (2 * random.nextFloat() - 1);
            }
        }
        return flat;
    }

    /** The random matrices A_i [k, r x in] of a target, row-major. */
    public float[] basesA(Target target) {
        float bound = (float) StrictMath.sqrt(3.0 / target.matrix().columns());
        return uniform(
                new Noise(target.seed()),
                form.bases() * form.rank() * target.matrix().columns(),
                bound);
    }

    /** The random matrices B_j [k, out x r] of a target, row-major. */
    public float[] basesB(Target target) {
        float bound = (float) StrictMath.sqrt(3.0);
        return uniform(
                new Noise(~target.seed()),
                form.bases() * form.rank() * target.matrix().rows(),
                bound);
    }

    private static float[] uniform(Noise noise, int count, float bound) {
        float[] values = noise.floats(count);
        for (int i = 0; i < count; i++) {
            values[i] = bound * (2 * values[i] - 1);
        }
        return values;
    }

    @Override
    public void addTo(float[] weights, float[] parameters, int offset) {
        for (Target target : targets) {
            int from = offset + target.offset();
            float[] a = combined(basesA(target), parameters, from);
            float[] b = combined(basesB(target), parameters, from + form.bases());
            LowRankProduct.addTo(weights, target.matrix(), form.rank(), form.scale(), a, 0, b, 0);
        }
    }

    private float[] combined(float[] bases, float[] coefficients, int offset) {
        float[] sum = new float[bases.length / form.bases()];
        for (int i = 0; i < form.bases(); i++) {
            float coefficient = coefficients[offset + i];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += coefficient * bases[i * sum.length + j];
            }
        }
        return sum;
    }
}
