package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.MixtureLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mixture of sub-units: each layer is changed by its shares, less equal ones, times the sub-units' task vectors. */
final class MixtureGraph implements AdapterGraph {
    private final Ops ops;
    private final MixtureLayout layout;
    // Of every layer [M, out * in], and [M, the rest of it].
    private final List<NDArray> matrices = new ArrayList<>();
    private final List<NDArray> rests = new ArrayList<>();

    MixtureGraph(Ops ops, MixtureLayout layout) {
        this.ops = ops;
        this.layout = layout;
        for (MixtureLayout.Layer layer : layout.layers()) {
            Entry matrix = layer.entries().get(0);
            int rest = matrix.offset() + matrix.size();
            matrices.add(tasks(matrix.offset(), rest));
            rests.add(tasks(rest, layer.to()));
        }
    }

    /** A stretch of all sub-units' task vectors, [M, size]. */
    private NDArray tasks(int from, int to) {
        int size = to - from;
        float[] rows = new float[layout.units() * size];
        for (int m = 0; m < layout.units(); m++) {
            System.arraycopy(layout.tasks().get(m), from, rows, m * size, size);
        }
        return ops.keep(ops.create(rows, layout.units(), size));
    }

    @Override
    public Change change(NDArray flat) {
        NDArray theta = flat.reshape(new Shape(layout.layers().size(), layout.units()));
        // Both by the same operation, so that equal shares leave exactly nothing.
        NDArray shares = ops.scale(theta, layout.form().gain()).softmax(-1);
        NDArray equal = theta.zerosLike().softmax(-1);
        NDArray apart = shares.sub(equal); // [layers, M]
        Map<String, Change.Mixture> mixtures = new HashMap<>();
        Map<String, NDArray> shifts = new HashMap<>();
        for (int i = 0; i < matrices.size(); i++) {
            List<Entry> entries = layout.layers().get(i).entries();
            NDArray here = apart.get(new NDIndex().addSliceDim(i, i + 1)); // [1, M]
            mixtures.put(entries.get(0).name(), new Change.Mixture(here, matrices.get(i)));
            addShifts(
                    entries.subList(1, entries.size()),
                    here.matMul(rests.get(i)).squeeze(0),
                    shifts);
        }
        return new Change(Map.of(), mixtures, shifts);
    }

    private static void addShifts(List<Entry> entries, NDArray shift, Map<String, NDArray> shifts) {
        NDList parts =
                Parameters.cut(shift, entries.stream().mapToInt(Entry::size).toArray());
        for (int i = 0; i < entries.size(); i++) {
            shifts.put(entries.get(i).name(), parts.get(i));
        }
    }

    @Override
    public void close() {
        matrices.forEach(NDArray::close);
        rests.forEach(NDArray::close);
    }
}
