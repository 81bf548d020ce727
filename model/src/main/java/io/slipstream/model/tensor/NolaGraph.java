package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.NolaLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** NoLA: coefficients times frozen random matrices, which are made once from the seed. */
final class NolaGraph implements AdapterGraph {
    private final NolaLayout layout;
    private final int[] sizes;
    private final List<NDArray> bases = new ArrayList<>();

    NolaGraph(Ops ops, NolaLayout layout) {
        this.layout = layout;
        int k = layout.form().bases();
        sizes = new int[2 * layout.targets().size()];
        Arrays.fill(sizes, k);
        for (NolaLayout.Target target : layout.targets()) {
            float[] a = layout.basesA(target);
            float[] b = layout.basesB(target);
            bases.add(ops.keep(ops.create(a, k, a.length / k)));
            bases.add(ops.keep(ops.create(b, k, b.length / k)));
        }
    }

    @Override
    public Change change(NDArray flat) {
        NDList coefficients = Parameters.cut(flat, sizes);
        int rank = layout.form().rank();
        Map<String, Change.Product> products = new HashMap<>();
        for (int i = 0; i < layout.targets().size(); i++) {
            Entry matrix = layout.targets().get(i).matrix();
            NDArray a = combined(coefficients, 2 * i).reshape(new Shape(rank, matrix.columns()));
            NDArray b = combined(coefficients, 2 * i + 1).reshape(new Shape(matrix.rows(), rank));
            products.put(matrix.name(), new Change.Product(a, b, layout.form().scale()));
        }
        return new Change(products, Map.of(), Map.of());
    }

    private NDArray combined(NDList coefficients, int i) {
        return coefficients.get(i).expandDims(0).matMul(bases.get(i));
    }

    @Override
    public void close() {
        bases.forEach(NDArray::close);
    }
}
