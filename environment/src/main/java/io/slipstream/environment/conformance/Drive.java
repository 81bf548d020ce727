package io.slipstream.environment.conformance;

import io.slipstream.environment.Environment;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.StepBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** An environment with what a caller keeps beside it: buffers, actions at random, and what came before. */
final class Drive implements AutoCloseable {
    final Environment environment;
    final StepBuffer now;
    final StepBuffer before;
    final int[] actions;
    private final SplittableRandom random;

    Drive(Environment environment, long seed) {
        this.environment = environment;
        int size = environment.spaces().observation().size();
        now = new StepBuffer(environment.environments(), size);
        before = new StepBuffer(environment.environments(), size);
        actions = new int[environment.environments()];
        random = new SplittableRandom(seed);
    }

    Drive reset(ResetRequest request) {
        environment.reset(request, now);
        return this;
    }

    /** One step; each environment keeps its action for a while, so that something happens. */
    void step() {
        for (int e = 0; e < actions.length; e++) {
            if (random.nextInt(4) == 0) {
                actions[e] = random.nextInt(environment.spaces().actions());
            }
        }
        System.arraycopy(now.flags, 0, before.flags, 0, now.flags.length);
        System.arraycopy(now.observations, 0, before.observations, 0, now.observations.length);
        environment.step(actions, now);
    }

    /** What the buffer holds now, as one number. */
    long hash() {
        return 31L * (31L * Arrays.hashCode(now.observations) + Arrays.hashCode(now.rewards))
                + Arrays.hashCode(now.flags);
    }

    boolean first(int e) {
        return (now.flags[e] & StepBuffer.FIRST) != 0;
    }

    boolean last(int e) {
        return (now.flags[e] & StepBuffer.LAST) != 0;
    }

    boolean wasLast(int e) {
        return (before.flags[e] & StepBuffer.LAST) != 0;
    }

    @Override
    public void close() {
        environment.close();
    }
}
