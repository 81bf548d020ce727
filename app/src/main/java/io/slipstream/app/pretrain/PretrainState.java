package io.slipstream.app.pretrain;

import io.slipstream.model.ModelWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * How far pretraining has come.
 *
 * @param best weights of the best evaluation so far
 * @param bestSuccess what they reached
 * @param curve every evaluation so far
 */
record PretrainState(ModelWeights best, double bestSuccess, List<CurvePoint> curve) {
    PretrainState {
        curve = List.copyOf(curve);
    }

    static PretrainState start(ModelWeights fresh) {
        return new PretrainState(fresh, Double.NEGATIVE_INFINITY, List.of());
    }

    /** Updates done. */
    int update() {
        return curve.isEmpty() ? 0 : curve.get(curve.size() - 1).update();
    }

    /** Seconds spent. */
    double seconds() {
        return curve.isEmpty() ? 0 : curve.get(curve.size() - 1).seconds();
    }

    /**
     * The state after an evaluation. Of two that are equally good the later one, which has learned longer, is the best.
     *
     * @param candidate whether the weights may become the best
     */
    PretrainState after(CurvePoint point, ModelWeights weights, boolean candidate) {
        List<CurvePoint> longer = new ArrayList<>(curve);
        longer.add(point);
        return candidate && point.success() >= bestSuccess
                ? new PretrainState(weights, point.success(), longer)
                : new PretrainState(best, bestSuccess, longer);
    }
}
