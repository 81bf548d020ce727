package io.slipstream.sim.world;

/** A copy of all state of one environment. */
public final class EnvironmentCopy {
    final CompiledScenario scenario;
    final StateArrays.Copy arrays;

    EnvironmentCopy(CompiledScenario scenario, StateArrays.Copy arrays) {
        this.scenario = scenario;
        this.arrays = arrays;
    }
}
