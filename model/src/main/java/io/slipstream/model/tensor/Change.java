package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an adapter changes in a network, as functions of its numbers.
 *
 * @param products by matrix name: kept apart from the matrix, so that its gradient is never made
 * @param shifts by parameter name: [entry's size], added to the parameter
 */
public record Change(Map<String, Product> products, Map<String, NDArray> shifts) {
    /** Nothing. */
    static final Change NONE = new Change(Map.of(), Map.of());

    /**
     * scale B A.
     *
     * @param a [r, in]
     * @param b [out, r]
     * @param scale of the product
     */
    public record Product(NDArray a, NDArray b, float scale) {}

    /** The same with every product multiplied out, so that nothing runs beside the matrices: for whoever needs no gradient. */
    public Change folded(Ops ops) {
        return folded(ops, products.keySet());
    }

    /**
     * The same with those products multiplied out whose matrices are shifted, too. Such a matrix is differentiated anyway, and what runs
     * beside it then only costs.
     */
    public Change foldedWhereShifted(Ops ops) {
        Set<String> both = new HashSet<>(products.keySet());
        both.retainAll(shifts.keySet());
        return folded(ops, both);
    }

    private Change folded(Ops ops, Set<String> names) {
        Map<String, Product> beside = new HashMap<>(products);
        Map<String, NDArray> sums = new HashMap<>(shifts);
        for (String name : names) {
            Product product = Objects.requireNonNull(beside.remove(name));
            NDArray whole = product.b().matMul(product.a()); // [out, in]
            NDArray counted = product.scale() == 1f ? whole : ops.scale(whole, product.scale());
            sums.merge(name, counted.flatten(), NDArray::add);
        }
        return new Change(beside, sums);
    }

    /** Both. */
    Change with(Change other) {
        if (!Collections.disjoint(products.keySet(), other.products.keySet())
                || !Collections.disjoint(shifts.keySet(), other.shifts.keySet())) {
            throw new IllegalArgumentException("two parts of a joint adapter change the same parameter alike");
        }
        Map<String, Product> allProducts = new HashMap<>(products);
        allProducts.putAll(other.products);
        Map<String, NDArray> allShifts = new HashMap<>(shifts);
        allShifts.putAll(other.shifts);
        return new Change(allProducts, allShifts);
    }
}
