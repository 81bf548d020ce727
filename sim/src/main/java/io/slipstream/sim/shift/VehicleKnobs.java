package io.slipstream.sim.shift;

import io.slipstream.sim.math.Range;

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
    /** Bounds of {@link #friction()}. */
    public static final Range FRICTION = new Range(0.01, 2);
    /** Bounds of {@link #delayTicks()}: the ring of commands has eight places. */
    public static final Range DELAY = new Range(0, 7);
    /** Bounds of the time constants, s: a lag below one sub-step of 0.05 s cannot be integrated. */
    public static final Range LAG = new Range(0.05, 10);
    /** Bounds of the gains. */
    public static final Range GAIN = new Range(0, 5);

    /** The vehicle as it was meant to be. */
    public static final VehicleKnobs NOMINAL = new VehicleKnobs(0.9, 0, 0.15, 0.10, 1, 1, 1);

    /** Checks that the vehicle can be stepped. */
    public VehicleKnobs {
        FRICTION.check("friction", friction);
        DELAY.check("delayTicks", delayTicks);
        LAG.check("accelerationLag", accelerationLag);
        LAG.check("steeringLag", steeringLag);
        GAIN.check("accelerationGain", accelerationGain);
        GAIN.check("brakeGain", brakeGain);
        GAIN.check("steeringGain", steeringGain);
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
