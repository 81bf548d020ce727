package io.slipstream.sim;

import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.StepBuffer;
import io.slipstream.sim.world.World;
import java.util.List;

/**
 * Many environments stepped together by one thread; a step allocates nothing. An environment whose episode is over ignores the next
 * action and answers with the first observation of its next episode. An environment's trajectory depends on the seed, its index and
 * its actions only, not on how many others there are.
 */
public class VectorEnvironment {
    /** Floats in an observation. */
    public static final int OBSERVATION_SIZE = 64;
    /** Number of discrete actions. */
    public static final int ACTIONS = ActionGrid.SIZE;

    private final World world;

    /**
     * Makes environments; the first {@link #reset} or step starts their first episodes.
     *
     * @param pool what they drive: every episode draws one of it uniformly
     * @param environments how many
     * @param seed of everything random
     */
    public VectorEnvironment(List<Scenario> pool, int environments, long seed) {
        if (environments < 1) {
            throw new IllegalArgumentException("at least one environment is needed, not " + environments);
        }
        world = new World(checked(pool), environments, seed);
    }

    private static List<Scenario> checked(List<Scenario> pool) {
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("the pool of scenarios is empty");
        }
        return pool;
    }

    /** How many environments there are. */
    public int environments() {
        return world.environments();
    }

    /** What an observation is made of. */
    public ObservationSpace observationSpace() {
        return DrivingSpaces.OBSERVATION;
    }

    /** Starts the next episode of every environment. */
    public void reset(StepBuffer out) {
        check(out);
        out.clearFinished();
        for (int e = 0; e < world.environments(); e++) {
            begin(e, out);
        }
    }

    /**
     * One tick of 0.1 s in every environment.
     *
     * @param actions [environments], each of {@link ActionGrid}
     * @throws IllegalArgumentException when an action does not exist; nothing has been stepped then
     */
    public void step(int[] actions, StepBuffer out) {
        check(out);
        checkLength(actions.length);
        for (int e = 0; e < actions.length; e++) {
            if (actions[e] < 0 || actions[e] >= ACTIONS) {
                throw new IllegalArgumentException("action " + actions[e] + " of environment " + e
                        + " does not exist; actions are 0 to " + (ACTIONS - 1));
            }
        }
        out.clearFinished();
        for (int e = 0; e < actions.length; e++) {
            advance(e, ActionGrid.acceleration(actions[e]), ActionGrid.steering(actions[e]), out);
        }
    }

    /**
     * One tick of 0.1 s in every environment under commands from the continuous action space.
     *
     * @param accelerations [environments], -5 to 2.5 m/s2
     * @param steering [environments], -0.7 to 0.7 rad, left positive
     * @throws IllegalArgumentException when a command lies outside; nothing has been stepped then
     */
    public void step(double[] accelerations, double[] steering, StepBuffer out) {
        check(out);
        checkLength(accelerations.length);
        checkLength(steering.length);
        for (int e = 0; e < accelerations.length; e++) {
            checkCommand("acceleration", accelerations[e], -5, 2.5, e);
            checkCommand("steering angle", steering[e], -0.7, 0.7, e);
        }
        out.clearFinished();
        for (int e = 0; e < accelerations.length; e++) {
            advance(e, accelerations[e], steering[e], out);
        }
    }

    private void advance(int e, double acceleration, double steering, StepBuffer out) {
        if (world.ended(e)) {
            begin(e, out);
            return;
        }
        world.step(e, acceleration, steering);
        out.rewards[e] = (float) world.reward(e);
        byte flags = 0;
        if (world.ended(e)) {
            flags = world.outcome(e).terminal() ? StepBuffer.LAST | StepBuffer.TERMINAL : StepBuffer.LAST;
            out.addFinished(e);
        }
        out.flags[e] = flags;
        observe(e, out);
    }

    private void begin(int e, StepBuffer out) {
        world.reset(e);
        out.rewards[e] = 0;
        out.flags[e] = StepBuffer.FIRST;
        observe(e, out);
    }

    private void observe(int e, StepBuffer out) {
        if (out.hasObservations()) {
            world.observe(e, out.observations, e * OBSERVATION_SIZE);
        }
        if (out instanceof StepOutput driving && driving.hasBirdsEye()) {
            world.paint(e, driving.birdsEye, e * BirdsEye.BYTES);
        }
    }

    /** Lets every environment draw from another pool from its next episode on. */
    public void change(List<Scenario> pool) {
        world.change(checked(pool));
    }

    /**
     * Metrics of the episode that ended with the last step of an environment.
     *
     * @throws IllegalStateException when no episode has just ended
     */
    public EpisodeMetrics metrics(int environment) {
        return world.metrics(environment);
    }

    /** What an environment drives. */
    public Scenario scenario(int environment) {
        return world.scenario(environment);
    }

    /** Number of an environment's episode, from 0. */
    public long episode(int environment) {
        return world.episode(environment);
    }

    /** Everything an environment is made of, random numbers included. */
    public Snapshot snapshot(int environment) {
        return new Snapshot(world.copy(environment));
    }

    /** Puts an environment back into a snapshot, which may come from another environment or another set of them. */
    public void restore(int environment, Snapshot snapshot) {
        world.restore(environment, snapshot.copy());
    }

    /**
     * Puts an environment into the state that one of another set is in, random numbers included, but keeps its own scenario: the same
     * moment under another shift.
     *
     * @throws IllegalArgumentException when they do not drive the same task
     */
    public void adopt(int environment, VectorEnvironment other, int from) {
        world.adopt(environment, other.world, from);
    }

    /**
     * Writes what an environment shows at the moment, for policies that drive as a {@link io.slipstream.sim.driver.Driver}.
     *
     * @param out written from {@code at} on
     */
    public void look(int environment, float[] out, int at) {
        world.look(environment, out, at);
    }

    /** The world behind the observations: for scripted drivers and measurements, never for a policy. */
    public World world() {
        return world;
    }

    private void check(StepBuffer out) {
        checkLength(out.flags.length);
    }

    private void checkLength(int length) {
        if (length != world.environments()) {
            throw new IllegalArgumentException(
                    "room for " + length + " environments was given, there are " + world.environments());
        }
    }

    private static void checkCommand(String name, double value, double from, double to, int e) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(
                    name + " " + value + " of environment " + e + " has to be within " + from + " and " + to);
        }
    }
}
