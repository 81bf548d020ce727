package io.slipstream.bench.speed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.model.tensor.Ops;
import java.util.ArrayList;
import java.util.List;

/** Does nothing but matrix products, through the same libtorch on the same thread: what a network's arithmetic costs alone. */
final class MatrixProducts implements Work {
    private final Ops ops = new Ops();
    private final List<Product> products;
    private final List<NDArray> left = new ArrayList<>();
    private final List<NDArray> right = new ArrayList<>();
    private final double units;

    /**
     * @param products of one round
     * @param units that one round counts as
     */
    MatrixProducts(List<Product> products, double units) {
        this.products = List.copyOf(products);
        this.units = units;
        ops.gradients(false);
        for (Product product : products) {
            left.add(ops.create(numbers(product.rows() * product.inputs()), product.rows(), product.inputs()));
            right.add(ops.create(numbers(product.inputs() * product.outputs()), product.inputs(), product.outputs()));
        }
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (i % 17 - 8) * 0.1f;
        }
        return numbers;
    }

    @Override
    public double round() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            for (int i = 0; i < products.size(); i++) {
                for (int time = 0; time < products.get(i).times(); time++) {
                    left.get(i).matMul(right.get(i)).close();
                }
            }
        }
        return units;
    }

    @Override
    public void close() {
        ops.close();
    }
}
