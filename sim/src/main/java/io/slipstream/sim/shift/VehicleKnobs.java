package io.slipstream.sim.shift;

/**
 * How the ego vehicle answers to a command.
 *
 * @param friction coefficient mu between tyre and road
 * @param delayTicks ticks of 0.1 s between a command and its start, 0 to 7
 * @param accelerationLag time constant of the drive, s
 * @param steeringLag time constant of the steering, s
 * @param accelerationGain what becomes of a positive acceleration command
 * @param brakeGain what becomes of a negative one
 * @param steeringGain what becomes of a steering command
 */
public record VehicleKnobs(
        double friction,
        int delayTicks,
        double accelerationLag,
        double steeringLag,
        double accelerationGain,
        double brakeGain,
        double steeringGain) {
    /** The vehicle as it was meant to be. */
    public static final VehicleKnobs NOMINAL = new VehicleKnobs(0.9, 0, 0.15, 0.10, 1, 1, 1);

    /** Longest delay, ticks. */
    public static final int MAX_DELAY = 7;

    /** Checks that the vehicle can be stepped. */
    public VehicleKnobs {
        check("friction", friction, 0.01, 2);
        if (delayTicks < 0 || delayTicks > MAX_DELAY) {
            throw new IllegalArgumentException(
                    "delayTicks has to be within 0 and " + MAX_DELAY + ", not " + delayTicks);
        }
        // A lag below one sub-step of 0.05 s cannot be integrated.
        check("accelerationLag", accelerationLag, 0.05, 10);
        check("steeringLag", steeringLag, 0.05, 10);
        check("accelerationGain", accelerationGain, 0, 5);
        check("brakeGain", brakeGain, 0, 5);
        check("steeringGain", steeringGain, 0, 5);
    }

    private static void check(String name, double value, double from, double to) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(name + " has to be within " + from + " and " + to + ", not " + value);
        }
    }

    /** The same with another friction. */
    public VehicleKnobs withFriction(double mu) {
        return new VehicleKnobs(
                mu, delayTicks, accelerationLag, steeringLag, accelerationGain, brakeGain, steeringGain);
    }

    /** The same with another delay in ticks. */
    public VehicleKnobs withDelayTicks(int ticks) {
        return new VehicleKnobs(
                friction, ticks, accelerationLag, steeringLag, accelerationGain, brakeGain, steeringGain);
    }

    /** The same with other time constants, s. */
    public VehicleKnobs withLags(double acceleration, double steering) {
        return new VehicleKnobs(
                friction, delayTicks, acceleration, steering, accelerationGain, brakeGain, steeringGain);
    }

    /** The same with other gains. */
    public VehicleKnobs withGains(double acceleration, double brake, double steering) {
        return new VehicleKnobs(friction, delayTicks, accelerationLag, steeringLag, acceleration, brake, steering);
    }
}
