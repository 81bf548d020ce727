package io.slipstream.app.pretrain;

import io.slipstream.model.ModelWeights;
import java.util.List;
import java.util.Map;

/** Hears how pretraining goes. */
public interface PretrainProgress {
    /** Updates between two calls of {@link #updated}. */
    int EVERY = 100;

    /** Before scripted drivers drive that many steps. */
    void driving(int steps);

    /** After some updates of what recognises a contact. */
    void recognising(int contacts, int update, int updates, double updatesPerSecond, Map<String, Double> losses);

    /** After some updates. */
    void updated(int update, int updates, double updatesPerSecond, Map<String, Double> losses, double recentSuccess);

    /** After an evaluation; the weights are the best so far when the last point of the curve says so. */
    void evaluated(List<CurvePoint> curve, boolean best, ModelWeights weights);
}
