package io.slipstream.app.pretrain;

import java.util.Map;

/** Hears how pretraining goes. */
public interface PretrainProgress {
    /** After some updates. */
    void updated(int update, int updates, double updatesPerSecond, Map<String, Double> losses, double recentSuccess);

    /** After an evaluation. */
    void evaluated(CurvePoint point, boolean best);
}
