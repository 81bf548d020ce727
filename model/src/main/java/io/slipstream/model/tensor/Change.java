package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

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
        Map<String, NDArray> sums = new HashMap<>(shifts);
        products.forEach((name, product) -> {
            NDArray whole =
                    ops.scale(product.b().matMul(product.a()), product.scale()).flatten(); // [out * in]
            sums.merge(name, whole, NDArray::add);
        });
        return new Change(Map.of(), sums);
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
