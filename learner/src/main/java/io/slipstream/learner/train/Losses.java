package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.slipstream.model.tensor.Ops;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads losses off the device, all in one transfer. */
final class Losses {
    private Losses() {}

    /** Values of scalars by name, each name with the prefix. */
    static Map<String, Double> read(Ops ops, String prefix, Map<String, NDArray> parts) {
        ops.gradients(false);
        NDList all = new NDList();
        parts.values().forEach(part -> all.add(part.stopGradient().reshape(1)));
        float[] values = ops.floats(NDArrays.concat(all));
        Map<String, Double> read = new LinkedHashMap<>();
        int i = 0;
        for (String name : parts.keySet()) {
            read.put(prefix + name, (double) values[i++]);
        }
        return read;
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
