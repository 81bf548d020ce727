package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.LowRankLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** LoRA: the flat vector is A and B of one matrix after the other. */
final class LowRankGraph implements AdapterGraph {
    private final LowRankLayout layout;
    private final int[] sizes;

    LowRankGraph(LowRankLayout layout) {
        this.layout = layout;
        int rank = layout.form().rank();
        List<LowRankLayout.Target> targets = layout.targets();
        sizes = new int[2 * targets.size()];
        for (int i = 0; i < targets.size(); i++) {
            sizes[2 * i] = rank * targets.get(i).matrix().columns();
            sizes[2 * i + 1] = rank * targets.get(i).matrix().rows();
        }
    }

    @Override
    public Change change(NDArray flat) {
        NDList parts = Parameters.cut(flat, sizes);
        int rank = layout.form().rank();
        Map<String, Change.Product> products = new HashMap<>();
        for (int i = 0; i < layout.targets().size(); i++) {
            Entry matrix = layout.targets().get(i).matrix();
            NDArray a = parts.get(2 * i).reshape(new Shape(rank, matrix.columns()));
            NDArray b = parts.get(2 * i + 1).reshape(new Shape(matrix.rows(), rank));
            products.put(matrix.name(), new Change.Product(a, b, layout.form().scale()));
        }
        return new Change(products, Map.of(), Map.of());
    }
}
