package io.slipstream.model.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.Map;

/**
 * Tensor operations for one thread: constants owned by libtorch, activations, gradients. Everything made inside an
 * {@link NDScope} is freed with it, except the constants and what {@link #keep} names.
 */
public final class Ops implements AutoCloseable {
    private static final double LAYER_NORM_EPSILON = 1e-3;

    private final NDManager manager;
    private final Map<Float, NDArray> scalars = new HashMap<>();

    /** On a GPU when there is one, else on the CPU. */
    public Ops() {
        this(DeviceChoice.AUTO);
    }

    /**
     * On a device.
     *
     * @throws DeviceUnavailableException if it is not there
     */
    public Ops(DeviceChoice device) {
        this.manager = Engine.getEngine("PyTorch").newBaseManager(device.device());
    }

    /** Switches gradients of this thread on or off; libtorch keeps this per thread. */
    public void gradients(boolean on) {
        JniUtils.setGradMode(on);
    }

    /** A tensor of these numbers, copied. */
    public NDArray create(float[] values, long... shape) {
        return manager.create(values, new Shape(shape));
    }

    /** Zeros. */
    public NDArray zeros(long... shape) {
        return manager.zeros(new Shape(shape), DataType.FLOAT32);
    }

    /** The n x n identity. */
    public NDArray eye(int n) {
        return manager.eye(n);
    }

    /** A constant that libtorch owns, made once. */
    public NDArray scalar(float value) {
        NDArray known = scalars.get(value);
        if (known == null) {
            known = keep(manager.full(new Shape(1), value, DataType.FLOAT32));
            scalars.put(value, known);
        }
        return known;
    }

    /** Takes an array out of the running scope; whoever keeps it closes it. */
    public NDArray keep(NDArray array) {
        NDScope.unregister(array);
        return array;
    }

    /** x factor. */
    public NDArray scale(NDArray x, float factor) {
        return x.mul(scalar(factor));
    }

    /** x factor, for a factor that is not seen again: nothing is cached. */
    public NDArray scaleOnce(NDArray x, float factor) {
        return x.mul(manager.full(new Shape(1), factor, DataType.FLOAT32));
    }

    /** x W^T + b for x [*, in], W [out, in], b [out]. */
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    /** x W^T for x [*, in], W [out, in]. */
    public NDArray linear(NDArray x, NDArray weight) {
        return Linear.linear(x, weight, null).singletonOrThrow();
    }

    /** Layer normalisation over the last axis. */
    public NDArray layerNorm(NDArray x, NDArray gain, NDArray shift) {
        Shape last = new Shape(gain.size());
        return JniUtils.layerNorm((PtNDArray) x, last, (PtNDArray) gain, (PtNDArray) shift, LAYER_NORM_EPSILON);
    }

    /** 1 / (1 + e^-x). */
    public NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    /** x sigmoid(x). */
    public NDArray silu(NDArray x) {
        return x.mul(sigmoid(x));
    }

    /** log(1 + e^x) without overflow. */
    public NDArray softplus(NDArray x) {
        NDArray rest = x.abs().neg().exp().add(scalar(1f)).log();
        return x.maximum(scalar(0f)).add(rest);
    }

    /** Joined along the last axis. */
    public NDArray join(NDArray... parts) {
        return ai.djl.ndarray.NDArrays.concat(new NDList(parts), -1);
    }

    /** Copies a result to the host. */
    public float[] floats(NDArray array) {
        return array.toFloatArray();
    }

    /** A fresh leaf over the same numbers, so that no gradient of an earlier step is left in it. */
    public NDArray leaf(NDArray parameters) {
        NDArray leaf = parameters.stopGradient();
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Backpropagates a loss of shape [1] or []. */
    public void backward(NDArray loss) {
        try (NDArray one = loss.onesLike()) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
