package io.slipstream.model.tensor;

import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;

/**
 * The GPUs of a machine.
 *
 * @param count how many CUDA's run-time library finds; 0 also where that library is missing
 * @param torch whether the libtorch of this process computes on them
 */
record Gpus(int count, boolean torch) {
    static final Gpus NONE = new Gpus(0, false);

    /** Those of this machine. */
    static Gpus here() {
        int count = CudaUtils.getGpuCount();
        return new Gpus(count, count > 0 && Engine.getEngine("PyTorch").hasCapability("CUDA"));
    }

    boolean usable() {
        return torch && count > 0;
    }

    /** Why none can be used, and what to do. */
    String trouble() {
        return count == 0
                ? "CUDA finds no GPU here; look for the driver and for libcudart, or choose cpu"
                : "this build has the CPU's libtorch; build with -Pcuda, or choose cpu";
    }
}
