package io.slipstream.bench.simulator;

import com.sun.management.ThreadMXBean;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Steps environments and looks at the clock of their thread. Processor time, so that other load on the machine counts little; resets
 * with their warm-up traffic are part of it; the actions were recorded beforehand, so that no driver is timed.
 *
 * @param environments stepped together
 * @param ticks in a round
 * @param rounds measured
 * @param warmUpRounds driven before, so that what is measured is compiled
 */
record Stepping(int environments, int ticks, int rounds, int warmUpRounds) {
    private static final long SEED = 7;
    /** The bird's-eye view takes some ten times as long. */
    private static final int FEWER_PICTURES = 8;

    private static final int[][] NO_ACTIONS = {};

    Stepping {
        if (environments < 1 || ticks < FEWER_PICTURES || rounds < 1 || warmUpRounds < 1) {
            throw new IllegalArgumentException("needs at least 1 environment, " + FEWER_PICTURES
                    + " ticks, 1 round and 1 warm-up round, not " + environments + ", " + ticks + ", " + rounds
                    + " and " + warmUpRounds);
        }
    }

    TaskSpeed measure(String task, Scenario scenario) {
        List<Scenario> pool = List.of(scenario);
        int[][] actions = new int[ticks][environments];
        double cars = drive(pool, actions);
        int[][] fewer = Arrays.copyOf(actions, ticks / FEWER_PICTURES);
        return new TaskSpeed(
                task,
                cars,
                measure(pool, actions, StepOutput.withoutObservations(environments)),
                measure(pool, actions, new StepOutput(environments)),
                measure(pool, fewer, StepOutput.birdsEyeOnly(environments)));
    }

    /** Records what the constant-speed driver does; answers how many cars it met on the road. */
    private double drive(List<Scenario> pool, int[][] actions) {
        VectorEnvironment environment = new VectorEnvironment(pool, environments, SEED);
        StepOutput output = StepOutput.withoutObservations(environments);
        environment.reset(output);
        Driver driver = new ConstantSpeedDriver(environments);
        long cars = 0;
        for (int[] action : actions) {
            driver.act(environment, action);
            environment.step(action, output);
            for (int e = 0; e < environments; e++) {
                cars += environment.world().cars(e);
            }
        }
        return (double) cars / ticks / environments;
    }

    private Speed measure(List<Scenario> pool, int[][] actions, StepOutput output) {
        for (int i = 0; i < warmUpRounds; i++) {
            round(pool, actions, output);
        }
        double[] speeds = new double[rounds];
        long allocated = 0;
        for (int i = 0; i < rounds; i++) {
            Round round = round(pool, actions, output);
            speeds[i] = (double) actions.length * environments / round.seconds;
            allocated += round.allocatedBytes;
        }
        Arrays.sort(speeds);
        double median = 0.5 * (speeds[(rounds - 1) / 2] + speeds[rounds / 2]);
        return new Speed(median, speeds[0], speeds[rounds - 1], allocated);
    }

    private Round round(List<Scenario> pool, int[][] actions, StepOutput output) {
        VectorEnvironment environment = new VectorEnvironment(pool, environments, SEED);
        environment.reset(output);
        // Looking at the counters allocates a little itself.
        Round looking = look(environment, NO_ACTIONS, output);
        Round round = look(environment, actions, output);
        return new Round(round.seconds, round.allocatedBytes - looking.allocatedBytes);
    }

    private static Round look(VectorEnvironment environment, int[][] actions, StepOutput output) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(thread);
        long start = threads.getCurrentThreadCpuTime();
        for (int[] action : actions) {
            environment.step(action, output);
        }
        long nanoseconds = threads.getCurrentThreadCpuTime() - start;
        return new Round(nanoseconds * 1e-9, threads.getThreadAllocatedBytes(thread) - allocated);
    }

    private record Round(double seconds, long allocatedBytes) {}
}
