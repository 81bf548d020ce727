package io.slipstream.sim.classic;

import io.slipstream.environment.Spaces;
import java.util.SplittableRandom;

/**
 * The equations of one classic world. A state is a few doubles of an array; one object serves all environments and keeps
 * nothing.
 */
public interface ClassicTask {
    /** Name. */
    String id();

    /** What it shows and takes. */
    Spaces spaces();

    /** Numbers of a state. */
    int stateSize();

    /** Steps until the time-out. */
    int maxSteps();

    /** Draws a state to begin in. */
    void begin(double[] state, int at, SplittableRandom random);

    /**
     * One step.
     *
     * @return the reward
     */
    double step(double[] state, int at, int action, ClassicShift shift);

    /** Whether nothing can follow. */
    boolean terminal(double[] state, int at);

    /** Writes what is seen of a state. */
    void observe(double[] state, int at, float[] out, int from);

    /** Whether an episode of that many steps and return has done the task. */
    boolean success(int steps, double episodeReturn);

    /** The action of somebody who knows the nominal equations. */
    int rule(double[] state, int at);

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException naming the known ones when there is none
     */
    static ClassicTask byId(String id) {
        return switch (id) {
            case CartPole.ID -> new CartPole();
            case Pendulum.ID -> new Pendulum();
            default ->
                throw new IllegalArgumentException(
                        "unknown task " + id + "; known are " + CartPole.ID + ", " + Pendulum.ID);
        };
    }
}
