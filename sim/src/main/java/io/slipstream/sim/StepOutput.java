package io.slipstream.sim;

/**
 * Where a step of all environments is written; owned by the caller and reused. Index t of a reward or flag describes
 * arriving at the observation beside it.
 */
public final class StepOutput {
    /** The observation is the first one of an episode. */
    public static final byte FIRST = 1;
    /** The observation is the last one of an episode; the next step ignores the action and starts another. */
    public static final byte LAST = 2;
    /** The episode ended for a reason other than the time-out. Only with {@link #LAST}. */
    public static final byte TERMINAL = 4;

    /** [environments x 64] */
    public final float[] observations;
    /** [environments x {@link BirdsEye#BYTES}], empty when not wanted */
    public final byte[] birdsEye;
    /** [environments] */
    public final float[] rewards;
    /** [environments], bits of {@link #FIRST}, {@link #LAST}, {@link #TERMINAL} */
    public final byte[] flags;
    /** The environments whose episode ended in this step, in the first {@link #finishedCount()} places. */
    public final int[] finished;

    private int finishedCount;

    /** Room for that many environments. */
    public StepOutput(int environments) {
        this(environments, ObservationSpace.DRIVING.size(), 0);
    }

    private StepOutput(int environments, int observationSize, int birdsEyeSize) {
        observations = new float[environments * observationSize];
        birdsEye = new byte[environments * birdsEyeSize];
        rewards = new float[environments];
        flags = new byte[environments];
        finished = new int[environments];
    }

    /** Room for that many environments without observations, for those who look at the world itself. */
    public static StepOutput withoutObservations(int environments) {
        return new StepOutput(environments, 0, 0);
    }

    /** Room for that many environments with the bird's-eye view beside the observation. */
    public static StepOutput withBirdsEye(int environments) {
        return new StepOutput(environments, ObservationSpace.DRIVING.size(), BirdsEye.BYTES);
    }

    /** Room for that many environments with the bird's-eye view in place of the observation. */
    public static StepOutput birdsEyeOnly(int environments) {
        return new StepOutput(environments, 0, BirdsEye.BYTES);
    }

    /** How many episodes ended in this step. */
    public int finishedCount() {
        return finishedCount;
    }

    /** Whether observations are wanted. */
    boolean hasObservations() {
        return observations.length > 0;
    }

    /** Whether the bird's-eye view is wanted. */
    boolean hasBirdsEye() {
        return birdsEye.length > 0;
    }

    void clearFinished() {
        finishedCount = 0;
    }

    void addFinished(int environment) {
        finished[finishedCount++] = environment;
    }
}
