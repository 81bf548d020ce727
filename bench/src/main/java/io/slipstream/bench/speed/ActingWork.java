package io.slipstream.bench.speed;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;

/** Infers states and chooses actions of N environments; counts environment steps. */
final class ActingWork implements Work {
    private final ActingSession session;
    private final ActingOutput output;
    private final float[] observations;
    private final byte[] flags;
    private final int environments;

    ActingWork(ModelWeights merged, int environments) {
        this.environments = environments;
        session = new ActingSession(merged, environments, Driving.SEED);
        output = new ActingOutput(merged.spec(), environments);
        observations = new float[environments * merged.spec().observationSize()];
        flags = new byte[environments];
    }

    @Override
    public double round() {
        session.act(observations, flags, false, output);
        return environments;
    }

    @Override
    public void close() {
        session.close();
    }
}
