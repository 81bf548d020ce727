package io.slipstream.model.layout;

import io.slipstream.model.Adapter;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where A [rank, in] and B [out, rank] of each targeted matrix lie in an adapter's flat vector.
 *
 * @param network the network that is updated
 * @param rank r
 * @param targets the targeted matrices, in order
 * @param size length of the flat vector
 */
public record AdapterLayout(Network network, int rank, List<Target> targets, int size) {

    /** One targeted matrix: offsets of A and B in the adapter's flat vector. */
    public record Target(Entry matrix, int offsetA, int offsetB) {}

    /** The layout for a network of these sizes; every adaptable matrix is a target. */
    public static AdapterLayout of(ModelSpec spec, Network network, int rank) {
        List<Target> targets = new ArrayList<>();
        int offset = 0;
        for (Entry entry : ParameterLayout.of(spec, network).adapted()) {
            int offsetB = offset + rank * entry.columns();
            targets.add(new Target(entry, offset, offsetB));
            offset = offsetB + rank * entry.rows();
        }
        return new AdapterLayout(network, rank, List.copyOf(targets), offset);
    }

    /** A fresh adapter: A uniform as LoRA has it, B zero (Init[A]), so that it changes nothing yet. */
    public Adapter fresh(float alpha, long seed) {
        float[] flat = new float[size];
        Random random = new Random(seed);
        for (Target target : targets) {
            float bound = (float) StrictMath.sqrt(3.0 / target.matrix().columns());
            for (int i = target.offsetA(); i < target.offsetB(); i++) {
                flat[i] = bound * (2 * random.nextFloat() - 1);
            }
        }
        return new Adapter(network, rank, alpha, flat);
    }

    /**
     * Adds (alpha / rank) B A of every target to a copy of the base.
     *
     * @throws IllegalModelException when the adapter does not fit this layout
     */
    public float[] merge(float[] base, Adapter adapter) {
        if (adapter.parameters().length != size) {
            throw new IllegalModelException("the " + network.id() + " adapter of rank " + rank + " has "
                    + adapter.parameters().length + " parameters, the model needs " + size);
        }
        float[] merged = base.clone();
        for (Target target : targets) {
            addProduct(merged, target, adapter.parameters(), adapter.alpha() / rank);
        }
        return merged;
    }

    private void addProduct(float[] merged, Target target, float[] flat, float scale) {
        Entry matrix = target.matrix();
        float[] row = new float[matrix.columns()];
        for (int out = 0; out < matrix.rows(); out++) {
            Arrays.fill(row, 0f);
            for (int r = 0; r < rank; r++) {
                float b = flat[target.offsetB() + out * rank + r];
                int a = target.offsetA() + r * matrix.columns();
                for (int in = 0; in < row.length; in++) {
                    row[in] += b * flat[a + in];
                }
            }
            int offset = matrix.offset() + out * matrix.columns();
            for (int in = 0; in < row.length; in++) {
                merged[offset + in] += scale * row[in];
            }
        }
    }
}
