package io.slipstream.sim;

import io.slipstream.environment.StepBuffer;

/** Where a step of the driving world is written, with the bird's-eye view where it is wanted. */
public final class StepOutput extends StepBuffer {
    /** [environments x {@link BirdsEye#BYTES}], empty when not wanted */
    public final byte[] birdsEye;

    /** Room for that many environments. */
    public StepOutput(int environments) {
        this(environments, DrivingSpaces.OBSERVATION.size(), 0);
    }

    private StepOutput(int environments, int observationSize, int birdsEyeSize) {
        super(environments, observationSize);
        birdsEye = new byte[environments * birdsEyeSize];
    }

    /** Room for that many environments without observations, for those who look at the world itself. */
    public static StepOutput withoutObservations(int environments) {
        return new StepOutput(environments, 0, 0);
    }

    /** Room for that many environments with the bird's-eye view beside the observation. */
    public static StepOutput withBirdsEye(int environments) {
        return new StepOutput(environments, DrivingSpaces.OBSERVATION.size(), BirdsEye.BYTES);
    }

    /** Room for that many environments with the bird's-eye view in place of the observation. */
    public static StepOutput birdsEyeOnly(int environments) {
        return new StepOutput(environments, 0, BirdsEye.BYTES);
    }

    /** Whether the bird's-eye view is wanted. */
    boolean hasBirdsEye() {
        return birdsEye.length > 0;
    }
}
