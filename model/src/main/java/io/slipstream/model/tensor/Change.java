package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an adapter changes in a network, as functions of its numbers.
 *
 * @param products by matrix name: kept apart from the matrix, so that its gradient need not be made
 * @param mixtures by matrix name: kept apart, too
 * @param shifts by parameter name: [entry's size], added to the parameter
 */
public record Change(Map<String, Product> products, Map<String, Mixture> mixtures, Map<String, NDArray> shifts) {
    /** Numbers of a matrix from which on its gradient is spared. */
    private static final long LARGE = 1 << 17;

    /** Nothing. */
    static final Change NONE = new Change(Map.of(), Map.of(), Map.of());

    /**
     * scale B A.
     *
     * @param a [r, in]
     * @param b [out, r]
     * @param scale of the product
     */
    public record Product(NDArray a, NDArray b, float scale) {
        /** Of the matrix that it changes. */
        long numbers() {
            return a.getShape().get(1) * b.getShape().get(0);
        }
    }

    /**
     * sum_m (D_m - 1/M) (W_m - W0).
     *
     * @param shares [1, M] D - 1/M
     * @param tasks [M, out * in] W_m - W0, which do not move
     */
    public record Mixture(NDArray shares, NDArray tasks) {
        /** What it adds to the matrix, [out * in]. */
        NDArray shift() {
            return shares.matMul(tasks).squeeze(0);
        }

        /** The sub-units one below the other, row for row: [out * M, in]. */
        NDArray rows(long columns) {
            long units = tasks.getShape().get(0);
            long out = tasks.getShape().get(1) / columns;
            return tasks.reshape(units, out, columns).transpose(1, 0, 2).reshape(out * units, columns);
        }

        /** What it adds to the result, [*, out], of what the rows make of an input, [*, out * M]. */
        NDArray of(NDArray each) {
            long units = tasks.getShape().get(0);
            Shape shape = each.getShape();
            Shape result = shape.slice(0, shape.dimension() - 1).add(shape.get(shape.dimension() - 1) / units);
            return each.reshape(-1, units).matMul(shares.transpose()).reshape(result);
        }
    }

    /** The same with every product multiplied out, so that nothing runs beside the matrices: for whoever needs no gradient. */
    public Change folded(Ops ops) {
        return folded(ops, products.keySet(), mixtures.keySet());
    }

    /**
     * The same with those products multiplied out for which that takes less time, and all mixtures. What runs beside a matrix saves its
     * gradient and adds six thin products, which are read and packed at every row: for matrices of a few hundred rows and columns that is
     * more (docs/results/speed.md). A matrix that is shifted or mixed, too, is differentiated anyway.
     */
    public Change foldedWhereFaster(Ops ops) {
        return foldedWhereFaster(ops, Set.of());
    }

    /**
     * The same, with what changes some matrices left beside them in any case.
     *
     * @param known parameters whose matrices are not asked: what they make of their input is at hand
     */
    public Change foldedWhereFaster(Ops ops, Set<String> known) {
        Set<String> names = new HashSet<>(products.keySet());
        names.removeAll(known);
        names.removeIf(name -> !shifts.containsKey(name)
                && !mixtures.containsKey(name)
                && Objects.requireNonNull(products.get(name)).numbers() > LARGE);
        Set<String> mixed = new HashSet<>(mixtures.keySet());
        mixed.removeAll(known);
        return folded(ops, names, mixed);
    }

    private Change folded(Ops ops, Set<String> names, Set<String> mixed) {
        Map<String, Product> beside = new HashMap<>(products);
        Map<String, Mixture> apart = new HashMap<>(mixtures);
        Map<String, NDArray> sums = new HashMap<>(shifts);
        for (String name : mixed) {
            sums.merge(name, Objects.requireNonNull(apart.remove(name)).shift(), NDArray::add);
        }
        for (String name : names) {
            Product product = Objects.requireNonNull(beside.remove(name));
            NDArray whole = product.b().matMul(product.a()); // [out, in]
            NDArray counted = product.scale() == 1f ? whole : ops.scale(whole, product.scale());
            sums.merge(name, counted.flatten(), NDArray::add);
        }
        return new Change(beside, apart, sums);
    }

    /** Both. */
    Change with(Change other) {
        if (!Collections.disjoint(products.keySet(), other.products.keySet())
                || !Collections.disjoint(mixtures.keySet(), other.mixtures.keySet())
                || !Collections.disjoint(shifts.keySet(), other.shifts.keySet())) {
            throw new IllegalArgumentException("two parts of a joint adapter change the same parameter alike");
        }
        Map<String, Product> allProducts = new HashMap<>(products);
        allProducts.putAll(other.products);
        Map<String, Mixture> allMixtures = new HashMap<>(mixtures);
        allMixtures.putAll(other.mixtures);
        Map<String, NDArray> allShifts = new HashMap<>(shifts);
        allShifts.putAll(other.shifts);
        return new Change(allProducts, allMixtures, allShifts);
    }
}
