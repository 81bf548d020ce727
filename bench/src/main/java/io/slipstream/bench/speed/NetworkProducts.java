package io.slipstream.bench.speed;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The matrix products that a model cannot do without, by the layout of its parameters. */
final class NetworkProducts {
    private final ModelSpec spec;

    NetworkProducts(ModelSpec spec) {
        this.spec = spec;
    }

    /** Of one acting step of N environments: all but decoder, continuation and what is foreseen of returns. */
    List<Product> acting(int environments) {
        List<Product> products = new ArrayList<>();
        for (Entry matrix : matrices(Network.WORLD_MODEL)) {
            if (!named(matrix, "decoder", "continue", "outlook")) {
                products.add(new Product(environments * objects(matrix), matrix.columns(), matrix.rows(), 1));
            }
        }
        both(environments, products);
        return products;
    }

    private void both(int rows, List<Product> products) {
        for (Network network : List.of(Network.ACTOR, Network.CRITIC)) {
            for (Entry matrix : matrices(network)) {
                products.add(new Product(rows, matrix.columns(), matrix.rows(), 1));
            }
        }
    }

    /** Of one world-model update on B sequences of length L; the recurrent product has to be done step by step. */
    List<Product> worldModel(int batch, int length) {
        List<Product> products = new ArrayList<>();
        for (Entry matrix : matrices(Network.WORLD_MODEL)) {
            boolean recurrent = matrix.name().contains("gates.state");
            Collections.addAll(
                    products,
                    recurrent
                            ? Product.learned(batch, matrix.columns(), matrix.rows(), length)
                            : Product.learned(batch * length * objects(matrix), matrix.columns(), matrix.rows(), 1));
        }
        return products;
    }

    /** Of one imagination update: T steps from N states, then actor and critic learn from what was imagined. */
    List<Product> imagination(int states, int horizon) {
        List<Product> products = new ArrayList<>();
        for (Entry matrix : matrices(Network.WORLD_MODEL)) {
            if (named(matrix, "recurrent", "encoder", "reference", "objects")) {
                products.add(new Product(states * objects(matrix), matrix.columns(), matrix.rows(), horizon));
            } else if (named(matrix, "reward", "continue")) {
                products.add(new Product(states * (horizon + 1), matrix.columns(), matrix.rows(), 1));
            }
        }
        for (Entry matrix : matrices(Network.ACTOR)) {
            products.add(new Product(states, matrix.columns(), matrix.rows(), horizon));
            Collections.addAll(products, Product.learned(states * horizon, matrix.columns(), matrix.rows(), 1));
        }
        for (Entry matrix : matrices(Network.CRITIC)) {
            products.add(new Product(states * (horizon + 1), matrix.columns(), matrix.rows(), 1));
            Collections.addAll(products, Product.learned(states * horizon, matrix.columns(), matrix.rows(), 1));
        }
        return products;
    }

    /** How many rows an observation makes of it: one small network looks at every object of a group. */
    private int objects(Entry matrix) {
        for (FeatureGroup group : spec.objectGroups()) {
            if (named(matrix, "objects." + group.name(), "reference." + group.name())) {
                return group.objects();
            }
        }
        return 1;
    }

    private static boolean named(Entry matrix, String... parts) {
        for (String part : parts) {
            if (matrix.name().startsWith(part)) {
                return true;
            }
        }
        return false;
    }

    private List<Entry> matrices(Network network) {
        return ParameterLayout.of(spec, network).entries().stream()
                .filter(entry -> entry.name().endsWith("weight"))
                .toList();
    }
}
