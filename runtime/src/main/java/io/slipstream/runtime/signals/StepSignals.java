package io.slipstream.runtime.signals;

/**
 * The per-step signals of T consecutive steps of one environment, as the actor computed them. The arrays are read, never kept.
 *
 * @param length T
 * @param flags [>= T] bits of an observation: 1 first of an episode, 2 last, 4 terminal
 * @param actions [T] actions taken
 * @param rewards [>= T] rewards on arrival
 * @param predictedReward [T] rewards predicted for that arrival
 * @param tvDynamics [T] total variation between posterior and prior of z, in [0, 1]
 * @param latentClasses [T, G] class indices of z as unsigned bytes
 * @param residuals [T, F] standardised one-step errors, 0 where nothing was predicted
 * @param novelty [T, F] reconstruction errors, not negative
 * @param values [T] what the critic promises from each state on; empty when that is not known
 * @param extent between which values the features of the observation moved; empty when that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // a view on tensors that travel as arrays; it is never compared
public record StepSignals(
        int length,
        byte[] flags,
        int[] actions,
        float[] rewards,
        float[] predictedReward,
        float[] tvDynamics,
        byte[] latentClasses,
        float[] residuals,
        float[] novelty,
        float[] values,
        Extent extent) {

    /** Bit of {@link #flags} that marks the first observation of an episode. */
    public static final int FIRST = 1;
    /** Bit of {@link #flags} that marks the last observation of an episode. */
    public static final int LAST = 2;
    /** Bit of {@link #flags} that marks an end after which nothing is earned. */
    public static final int TERMINAL = 4;

    private static final float[] UNKNOWN = new float[0];

    /** Checks that every per-step array is long enough. */
    public StepSignals {
        if (length < 1) {
            throw new IllegalArgumentException("a segment needs at least one step, not " + length);
        }
        require("flags", flags.length, length);
        require("actions", actions.length, length);
        require("rewards", rewards.length, length);
        require("predictedReward", predictedReward.length, length);
        require("tvDynamics", tvDynamics.length, length);
        require("values", values.length == 0 ? length : values.length, length);
    }

    /** Signals of steps whose observations and values are not at hand. */
    public StepSignals(
            int length,
            byte[] flags,
            int[] actions,
            float[] rewards,
            float[] predictedReward,
            float[] tvDynamics,
            byte[] latentClasses,
            float[] residuals,
            float[] novelty) {
        this(
                length,
                flags,
                actions,
                rewards,
                predictedReward,
                tvDynamics,
                latentClasses,
                residuals,
                novelty,
                UNKNOWN,
                Extent.NONE);
    }

    /** True where observation t starts an episode: nothing predicted it. */
    boolean first(int t) {
        return (flags[t] & FIRST) != 0;
    }

    /** True where observation t ends an episode: the action taken there does nothing. */
    boolean last(int t) {
        return (flags[t] & LAST) != 0;
    }

    /** True where nothing is earned after observation t. */
    boolean terminal(int t) {
        return (flags[t] & TERMINAL) != 0;
    }

    /** Checks the two-dimensional arrays against the sizes of a fleet. */
    void requireFits(SignalLayout layout) {
        require("latentClasses", latentClasses.length, length * layout.latentGroups());
        require("residuals", residuals.length, length * layout.features());
        require("novelty", novelty.length, length * layout.features());
    }

    private static void require(String name, int has, int wants) {
        if (has < wants) {
            throw new IllegalArgumentException(name + " has " + has + " entries, needs " + wants);
        }
    }
}
