package io.slipstream.model.acting;

import io.slipstream.model.ModelWeights;

/** Placeholder signature; see the next commit. */
public final class ActingSession implements AutoCloseable {
    public ActingSession(ModelWeights merged, int environments, long seed) {}

    public void act(float[] observations, byte[] flags, boolean greedy, ActingOutput out) {}

    public void swap(ModelWeights merged) {}

    @Override
    public void close() {}
}
