package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.Driver;
import java.util.Arrays;

/** Lets a scripted driver drive and puts what happens into a replay window. */
final class DriverFeed {
    private static final int ENVIRONMENTS = 32;

    private final ReplayWindow replay;
    private final int observationSize;

    DriverFeed(ReplayWindow replay, int observationSize) {
        this.replay = replay;
        this.observationSize = observationSize;
    }

    /** Drives until about {@code steps} steps are in the window; streams are named after the driver. */
    void drive(String name, VectorEnvironment environment, Driver driver, int steps) {
        int count = environment.environments();
        StepOutput output = new StepOutput(count);
        environment.reset(output);
        int[] actions = new int[count];
        for (int done = 0; done < steps; done += count) {
            driver.act(environment, actions);
            append(name, output, actions);
            environment.step(actions, output);
        }
    }

    private void append(String name, StepOutput output, int[] actions) {
        for (int i = 0; i < actions.length; i++) {
            replay.append(
                    name + i,
                    1,
                    Arrays.copyOfRange(output.observations, i * observationSize, (i + 1) * observationSize),
                    new int[] {actions[i]},
                    new float[] {output.rewards[i]},
                    new byte[] {output.flags[i]});
        }
    }

    /** Environments a driver drives side by side. */
    static int environments() {
        return ENVIRONMENTS;
    }
}
