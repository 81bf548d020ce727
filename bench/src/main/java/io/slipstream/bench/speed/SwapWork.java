package io.slipstream.bench.speed;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;

/** Brings another version into a session that drives, as at a segment border; counts swaps. */
final class SwapWork implements Work {
    private final ActingSession session;
    private final ModelWeights weights;

    SwapWork(ModelWeights merged) {
        weights = merged;
        session = new ActingSession(merged, Driving.ENVIRONMENTS, Driving.SEED);
    }

    @Override
    public double round() {
        session.swap(weights);
        return 1;
    }

    @Override
    public void close() {
        session.close();
    }
}
