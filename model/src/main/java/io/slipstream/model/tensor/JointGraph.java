package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.JointLayout;
import java.util.List;

/** Several forms on consecutive parts of one flat vector. */
final class JointGraph implements AdapterGraph {
    private final List<AdapterGraph> parts;
    private final int[] sizes;

    JointGraph(Ops ops, JointLayout layout) {
        parts = layout.parts().stream().map(part -> AdapterGraph.of(ops, part)).toList();
        sizes = layout.parts().stream().mapToInt(AdapterLayout::size).toArray();
    }

    @Override
    public Change change(NDArray flat) {
        NDList numbers = Parameters.cut(flat, sizes);
        Change change = Change.NONE;
        for (int i = 0; i < parts.size(); i++) {
            change = change.with(parts.get(i).change(numbers.get(i)));
        }
        return change;
    }

    @Override
    public void close() {
        parts.forEach(AdapterGraph::close);
    }
}
