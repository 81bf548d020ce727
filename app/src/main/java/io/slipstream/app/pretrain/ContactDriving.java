package io.slipstream.app.pretrain;

import io.slipstream.sim.Outcome;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ErraticDriver;
import io.slipstream.sim.driver.StickyNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Drivers that look at nobody, at constant and at erratic speed, and what it looks like when they hit somebody. */
final class ContactDriving {
    private static final double SLIPS = 0.04;
    /** Of so many steps without a contact one is kept. */
    private static final int FAR_FROM_ANY = 200;

    private final ContactExamples into;
    private final List<Scenario> pool;
    private final int size;

    ContactDriving(ContactExamples into, List<Scenario> pool, int observationSize) {
        this.into = into;
        this.pool = pool;
        this.size = observationSize;
    }

    /** Half of the steps at constant speed, half erratic. */
    void drive(int steps, long seed) {
        int count = DriverFeed.environments();
        drive(new StickyNoise(new ConstantSpeedDriver(count), count, SLIPS, seed), steps / 2, seed);
        drive(new StickyNoise(new ErraticDriver(count, seed + 1), count, SLIPS, seed + 1), steps / 2, seed + 1);
    }

    private void drive(Driver driver, int steps, long seed) {
        VectorEnvironment environment = new VectorEnvironment(pool, DriverFeed.environments(), seed);
        SplittableRandom random = new SplittableRandom(seed);
        int count = environment.environments();
        List<ContactExamples.Approach> approaches = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            approaches.add(new ContactExamples.Approach());
        }
        StepOutput output = new StepOutput(count);
        environment.reset(output);
        int[] actions = new int[count];
        for (int done = 0; done < steps; done += count) {
            driver.act(environment, actions);
            environment.step(actions, output);
            for (int e = 0; e < count; e++) {
                look(environment, output, e, approaches.get(e), random);
            }
        }
    }

    private void look(
            VectorEnvironment environment,
            StepOutput output,
            int e,
            ContactExamples.Approach approach,
            SplittableRandom random) {
        if ((output.flags[e] & StepOutput.FIRST) != 0) {
            approach.begin();
        }
        approach.add(output.observations, e * size, (e + 1) * size);
        boolean last = (output.flags[e] & StepOutput.LAST) != 0;
        if (last && environment.metrics(e).outcome() == Outcome.COLLISION) {
            approach.touched(into, random);
        } else if (random.nextInt(FAR_FROM_ANY) == 0) {
            into.add(Arrays.copyOfRange(output.observations, e * size, (e + 1) * size), false);
        }
    }
}
