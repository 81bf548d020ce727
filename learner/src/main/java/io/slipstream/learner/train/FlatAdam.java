package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.tensor.Ops;

/** Adam (arXiv 1412.6980) on one flat parameter vector, after clipping by the gradient's norm. */
final class FlatAdam implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Ops ops;
    private final float rate;
    private final float maximumNorm;
    private final float explodingNorm;
    private final NDArray mean;
    private final NDArray variance;
    private long steps;

    FlatAdam(Ops ops, int size, float rate, float maximumNorm, float explodingNorm) {
        this.ops = ops;
        this.rate = rate;
        this.maximumNorm = maximumNorm;
        this.explodingNorm = explodingNorm;
        this.mean = ops.keep(ops.zeros(size));
        this.variance = ops.keep(ops.zeros(size));
    }

    /**
     * Moves the parameters in place, unless the gradient is not finite or explodes. Call without gradients.
     *
     * @param share of the learning rate
     * @return the gradient's norm before clipping
     */
    float step(NDArray parameters, NDArray gradient, float share) {
        float norm = ops.floats(gradient.square().sum().sqrt())[0];
        if (refuses(norm)) {
            return norm;
        }
        steps++;
        NDArray clipped = norm > maximumNorm ? ops.scaleOnce(gradient, maximumNorm / norm) : gradient;
        mean.muli(ops.scalar(BETA1)).addi(ops.scale(clipped, 1 - BETA1));
        variance.muli(ops.scalar(BETA2)).addi(ops.scale(clipped.square(), 1 - BETA2));
        double correction1 = 1 - StrictMath.pow(BETA1, steps);
        double correction2 = 1 - StrictMath.pow(BETA2, steps);
        NDArray deviation =
                ops.scaleOnce(variance, (float) (1 / correction2)).sqrt().add(ops.scalar(EPSILON));
        parameters.subi(
                ops.scaleOnce(mean, (float) (share * rate / correction1)).div(deviation));
        return norm;
    }

    /** Whether a gradient of this norm moves nothing. */
    boolean refuses(double norm) {
        return !(norm <= explodingNorm);
    }

    void save(StateWriter out) {
        out.number(steps).floats(ops.floats(mean)).floats(ops.floats(variance));
    }

    void restore(StateReader in) {
        steps = in.number();
        mean.set(in.floats((int) mean.size()));
        variance.set(in.floats((int) variance.size()));
    }

    /** Forgets its moments: for a fresh start after a shift. */
    void reset() {
        steps = 0;
        mean.muli(ops.scalar(0f));
        variance.muli(ops.scalar(0f));
    }

    @Override
    public void close() {
        mean.close();
        variance.close();
    }
}
