package io.slipstream.app.pretrain;

import io.slipstream.model.ModelWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * How far pretraining has come.
 *
 * @param update updates done
 * @param seconds spent
 * @param best weights of the best evaluation so far
 * @param bestSuccess what they reached
 * @param curve every evaluation so far
 */
record PretrainState(int update, double seconds, ModelWeights best, double bestSuccess, List<CurvePoint> curve) {
    PretrainState {
        curve = List.copyOf(curve);
    }

    static PretrainState start(ModelWeights fresh) {
        return new PretrainState(0, 0, fresh, Double.NEGATIVE_INFINITY, List.of());
    }

    /** The same after more updates that nothing was graded after. */
    PretrainState at(int later, double spent) {
        return new PretrainState(later, spent, best, bestSuccess, curve);
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
                ? new PretrainState(point.update(), point.seconds(), weights, point.success(), longer)
                : new PretrainState(point.update(), point.seconds(), best, bestSuccess, longer);
    }
}
