package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Named views into a flat parameter leaf, with those of an adapter's products that are not multiplied out on a side path: y = W x + b +
 * scale B (A x), which keeps the base out of the backward pass. The leaf is cut with one split, so that its gradient is one
 * concatenation instead of one zero-filled vector for each view.
 */
public final class Parameters {
    private final Ops ops;
    private final Map<String, NDArray> views = new HashMap<>();
    private final Map<String, Change.Product> products;
    private final Map<String, Change.Mixture> mixtures;

    /** Views of a base alone. */
    public Parameters(Ops ops, ParameterLayout layout, NDArray flat) {
        this(ops, layout, flat, Change.NONE);
    }

    /**
     * Views of a base with an adapter's change.
     *
     * @param flat [layout size] the base
     * @param change what the adapter changes
     */
    public Parameters(Ops ops, ParameterLayout layout, NDArray flat, Change change) {
        this.ops = ops;
        this.products = change.products();
        this.mixtures = change.mixtures();
        List<Entry> entries = layout.entries();
        NDList parts = cut(flat, entries.stream().mapToInt(Entry::size).toArray());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            NDArray shift = change.shifts().get(entry.name());
            NDArray values = shift == null ? parts.get(i) : parts.get(i).add(shift);
            boolean matrix = entry.name().endsWith(".weight");
            views.put(entry.name(), matrix ? values.reshape(new Shape(entry.rows(), entry.columns())) : values);
        }
    }

    /** Cuts a vector with one split, so that its gradient is one concatenation. */
    static NDList cut(NDArray flat, int[] sizes) {
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
        return changed(name, x, ops.linear(x, view(name + ".weight"), view(name + ".bias")));
    }

    /** W x. */
    public NDArray matrix(String name, NDArray x) {
        return changed(name, x, ops.linear(x, view(name + ".weight")));
    }

    /** What a layer makes of x beside an adapter that is not multiplied out: frozen, and the dearer part of a large layer. */
    public Known known(String name, NDArray x) {
        Change.Mixture mixture = mixtures.get(name + ".weight");
        return new Known(ops.linear(x, view(name + ".weight")), mixture == null ? null : each(mixture, x));
    }

    private NDArray each(Change.Mixture mixture, NDArray x) {
        Shape shape = x.getShape();
        return ops.linear(x, mixture.rows(shape.get(shape.dimension() - 1)));
    }

    /** W x + b with all that is beside it. */
    private NDArray changed(String name, NDArray x, NDArray y) {
        Change.Mixture mixture = mixtures.get(name + ".weight");
        return withLowRank(name, x, mixture == null ? y : y.add(mixture.of(each(mixture, x))));
    }

    /** The same where the frozen part is known. */
    private NDArray changed(String name, NDArray x, Known known) {
        NDArray y = known.base().add(view(name + ".bias"));
        Change.Mixture mixture = mixtures.get(name + ".weight");
        if (mixture == null) {
            return withLowRank(name, x, y);
        }
        NDArray units = Objects.requireNonNull(known.units(), "what the sub-units make of it is not known");
        return withLowRank(name, x, y.add(mixture.of(units)));
    }

    private NDArray withLowRank(String name, NDArray x, NDArray y) {
        Change.Product product = products.get(name + ".weight");
        if (product == null) {
            return y;
        }
        NDArray update = ops.linear(ops.linear(x, product.a()), product.b());
        return y.add(product.scale() == 1f ? update : ops.scale(update, product.scale()));
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
        return rest(name, layers, layer(name + ".0", x));
    }

    /**
     * The same where the frozen part of the first layer is known: only what an adapter has beside it is still asked.
     *
     * @param known of the first layer, for this x
     */
    public NDArray head(String name, int layers, NDArray x, Known known) {
        String first = name + ".0";
        return rest(name, layers, ops.silu(norm(first, changed(first, x, known))));
    }

    private NDArray rest(String name, int layers, NDArray first) {
        NDArray y = first;
        for (int i = 1; i < layers; i++) {
            y = layer(name + "." + i, y);
        }
        return dense(name + ".out", y);
    }
}
