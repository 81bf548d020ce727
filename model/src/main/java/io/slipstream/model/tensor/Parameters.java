package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named views into a flat parameter leaf, with an adapter's matrices on a side path: y = W x + b + (alpha / r) B (A x).
 * The side path keeps the base out of the backward pass. The leaf is cut with one split, so that its gradient is one
 * concatenation instead of one zero-filled vector for each view.
 */
public final class Parameters {
    private final Ops ops;
    private final Map<String, NDArray> views = new HashMap<>();
    private final Map<String, LowRank> lowRanks = new HashMap<>();

    private record LowRank(NDArray a, NDArray b, float scale) {}

    /** Views of a base alone. */
    public Parameters(Ops ops, ParameterLayout layout, NDArray flat) {
        this(ops, layout, flat, null, null, 0f);
    }

    /**
     * Views of a base and an adapter.
     *
     * @param flat [layout size] the base
     * @param adapterLayout where A and B lie, null without an adapter
     * @param adapterFlat [adapter layout size]
     * @param scale alpha / rank
     */
    public Parameters(
            Ops ops,
            ParameterLayout layout,
            NDArray flat,
            @Nullable AdapterLayout adapterLayout,
            @Nullable NDArray adapterFlat,
            float scale) {
        this.ops = ops;
        List<Entry> entries = layout.entries();
        NDList parts = cut(flat, entries.stream().mapToInt(Entry::size).toArray());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean matrix = entry.name().endsWith(".weight");
            views.put(
                    entry.name(),
                    matrix ? parts.get(i).reshape(new Shape(entry.rows(), entry.columns())) : parts.get(i));
        }
        if (adapterLayout != null && adapterFlat != null) {
            attach(adapterLayout, adapterFlat, scale);
        }
    }

    private void attach(AdapterLayout layout, NDArray flat, float scale) {
        List<Integer> sizes = new ArrayList<>();
        for (AdapterLayout.Target target : layout.targets()) {
            sizes.add(target.offsetB() - target.offsetA());
            sizes.add(layout.rank() * target.matrix().rows());
        }
        NDList parts = cut(flat, sizes.stream().mapToInt(Integer::intValue).toArray());
        for (int i = 0; i < layout.targets().size(); i++) {
            Entry matrix = layout.targets().get(i).matrix();
            NDArray a = parts.get(2 * i).reshape(new Shape(layout.rank(), matrix.columns()));
            NDArray b = parts.get(2 * i + 1).reshape(new Shape(matrix.rows(), layout.rank()));
            lowRanks.put(matrix.name(), new LowRank(a, b, scale));
        }
    }

    private static NDList cut(NDArray flat, int[] sizes) {
        long[] borders = new long[sizes.length - 1];
        long border = 0;
        for (int i = 0; i < borders.length; i++) {
            border += sizes[i];
            borders[i] = border;
        }
        return flat.split(borders, 0);
    }

    private NDArray view(String name) {
        NDArray view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("no parameter named " + name);
        }
        return view;
    }

    /** W x + b. */
    public NDArray dense(String name, NDArray x) {
        return withLowRank(name, x, ops.linear(x, view(name + ".weight"), view(name + ".bias")));
    }

    /** W x. */
    public NDArray matrix(String name, NDArray x) {
        return withLowRank(name, x, ops.linear(x, view(name + ".weight")));
    }

    private NDArray withLowRank(String name, NDArray x, NDArray y) {
        LowRank adapter = lowRanks.get(name + ".weight");
        if (adapter == null) {
            return y;
        }
        NDArray update = ops.linear(ops.linear(x, adapter.a()), adapter.b());
        return y.add(adapter.scale() == 1f ? update : ops.scale(update, adapter.scale()));
    }

    /** Layer norm with the gain and shift of that name. */
    public NDArray norm(String name, NDArray x) {
        return ops.layerNorm(x, view(name + ".gain"), view(name + ".shift"));
    }

    /** Dense, layer norm, SiLU. */
    public NDArray layer(String name, NDArray x) {
        return ops.silu(norm(name, dense(name, x)));
    }

    /** {@code layers} hidden layers and a dense output. */
    public NDArray head(String name, int layers, NDArray x) {
        NDArray y = x;
        for (int i = 0; i < layers; i++) {
            y = layer(name + "." + i, y);
        }
        return dense(name + ".out", y);
    }
}
