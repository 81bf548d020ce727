package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ExpertDriver;
import java.util.Arrays;

/** Lets a scripted driver drive and puts what happens into a replay window, with the expert's advice. */
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
        int[] advised = new int[count];
        ExpertDriver expert = new ExpertDriver(count);
        for (int done = 0; done < steps; done += count) {
            driver.act(environment, actions);
            expert.act(environment, advised);
            append(name, output, actions, advised);
            environment.step(actions, output);
        }
    }

    private void append(String name, StepOutput output, int[] actions, int[] advised) {
        for (int i = 0; i < actions.length; i++) {
            replay.append(
                    name + i,
                    1,
                    Arrays.copyOfRange(output.observations, i * observationSize, (i + 1) * observationSize),
                    new int[] {actions[i]},
                    new float[] {output.rewards[i]},
                    new byte[] {Advice.attach(output.flags[i], advised[i])});
        }
    }

    /** Environments a driver drives side by side. */
    static int environments() {
        return ENVIRONMENTS;
    }
}
