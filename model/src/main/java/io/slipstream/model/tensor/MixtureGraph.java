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

/** A mixture of sub-units: each layer is shifted by its shares, less equal ones, times the sub-units' task vectors. */
final class MixtureGraph implements AdapterGraph {
    private final Ops ops;
    private final MixtureLayout layout;
    private final List<NDArray> tasks = new ArrayList<>();

    MixtureGraph(Ops ops, MixtureLayout layout) {
        this.ops = ops;
        this.layout = layout;
        for (MixtureLayout.Layer layer : layout.layers()) {
            int size = layer.to() - layer.from();
            float[] rows = new float[layout.units() * size];
            for (int m = 0; m < layout.units(); m++) {
                System.arraycopy(layout.tasks().get(m), layer.from(), rows, m * size, size);
            }
            tasks.add(ops.keep(ops.create(rows, layout.units(), size)));
        }
    }

    @Override
    public Change change(NDArray flat) {
        NDArray theta = flat.reshape(new Shape(layout.layers().size(), layout.units()));
        // Both by the same operation, so that equal shares leave exactly nothing.
        NDArray shares = ops.scale(theta, layout.form().gain()).softmax(-1);
        NDArray equal = theta.zerosLike().softmax(-1);
        NDArray apart = shares.sub(equal); // [layers, M]
        Map<String, NDArray> shifts = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            NDArray shift = apart.get(new NDIndex().addSliceDim(i, i + 1)).matMul(tasks.get(i));
            addShifts(layout.layers().get(i).entries(), shift.squeeze(0), shifts);
        }
        return new Change(Map.of(), shifts);
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
        tasks.forEach(NDArray::close);
    }
}
