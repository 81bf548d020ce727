package io.slipstream.bench.speed;

import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import java.util.Arrays;

/** Steps the simulator with recorded actions; counts environment steps. */
final class SimulatorWork implements Work {
    private static final int TICKS = 64;

    private final VectorEnvironment environment = Driving.environment(Driving.ENVIRONMENTS);
    private final StepOutput output = new StepOutput(Driving.ENVIRONMENTS);
    private final int[] actions = new int[Driving.ENVIRONMENTS];

    SimulatorWork() {
        environment.reset(output);
        Arrays.fill(actions, 7);
    }

    @Override
    public double round() {
        for (int tick = 0; tick < TICKS; tick++) {
            environment.step(actions, output);
        }
        return (double) TICKS * Driving.ENVIRONMENTS;
    }
}
