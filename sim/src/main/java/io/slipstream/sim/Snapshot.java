package io.slipstream.sim;

import io.slipstream.sim.world.EnvironmentCopy;

/** Everything one environment is made of, random numbers included. Immutable; opaque to its holder. */
public final class Snapshot {
    private final EnvironmentCopy copy;

    Snapshot(EnvironmentCopy copy) {
        this.copy = copy;
    }

    EnvironmentCopy copy() {
        return copy;
    }
}
