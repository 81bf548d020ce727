package io.slipstream.environment;

/**
 * Where a step of all environments is written; owned by the caller and reused. Index t of a reward or flag describes
 * arriving at the observation beside it.
 */
public class StepBuffer {
    /** The observation is the first one of an episode. */
    public static final byte FIRST = 1;
    /** The observation is the last one of an episode; the next step ignores the action and starts another. */
    public static final byte LAST = 2;
    /** Nothing could follow: Gymnasium's terminated. Only with {@link #LAST}, which alone is its truncated. */
    public static final byte TERMINAL = 4;

    /** [environments x observation size], empty when not wanted */
    public final float[] observations;
    /** [environments] */
    public final float[] rewards;
    /** [environments], bits of {@link #FIRST}, {@link #LAST}, {@link #TERMINAL} */
    public final byte[] flags;
    /** The environments whose episode ended in this step, in the first {@link #finishedCount()} places. */
    public final int[] finished;

    private int finishedCount;

    /** Room for that many environments. */
    public StepBuffer(int environments, int observationSize) {
        observations = new float[environments * observationSize];
        rewards = new float[environments];
        flags = new byte[environments];
        finished = new int[environments];
    }

    /** How many episodes ended in this step. */
    public final int finishedCount() {
        return finishedCount;
    }

    /** Whether an environment arrived where nothing can follow. */
    public final boolean terminated(int environment) {
        return (flags[environment] & TERMINAL) != 0;
    }

    /** Whether an environment's episode was cut short, as by a limit of time. */
    public final boolean truncated(int environment) {
        return (flags[environment] & (LAST | TERMINAL)) == LAST;
    }

    /** Whether observations are wanted. */
    public final boolean hasObservations() {
        return observations.length > 0;
    }

    /** Called by an environment at the beginning of a step. */
    public final void clearFinished() {
        finishedCount = 0;
    }

    /** Called by an environment when one of its episodes ends. */
    public final void addFinished(int environment) {
        finished[finishedCount++] = environment;
    }
}
