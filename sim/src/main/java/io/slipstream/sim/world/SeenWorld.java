package io.slipstream.sim.world;

/**
 * Reads an observation, or what a world model takes for one, back into metres: how the ego vehicle moves and where it sees other cars.
 *
 * @param observation holds the observation
 * @param at index of its first float
 */
public record SeenWorld(float[] observation, int at) {
    /** Most cars in an observation. */
    public static final int CARS = ObservationPass.SEEN;

    private static final int YAW_RATE = 3;
    private static final double PER_SPEED = 10;
    private static final double PER_METRE = 30;
    private static final double PRESENT = 0.25;

    /** Speed of the ego vehicle, m/s. */
    public double speed() {
        return observation[at] * PER_SPEED;
    }

    /** How fast the ego vehicle turns, rad/s, left positive. */
    public double yawRate() {
        return observation[at + YAW_RATE];
    }

    /** Whether there is a car in a place of the list. A world model is never quite sure: its directions shrink where it is not. */
    public boolean carThere(int car) {
        double cos = carCos(car);
        double sin = carSin(car);
        return cos * cos + sin * sin > PRESENT;
    }

    /** How far ahead of the ego vehicle a car is, m. */
    public double carAhead(int car) {
        return car(car, 0) * PER_METRE;
    }

    /** How far to the left of the ego vehicle a car is, m. */
    public double carLeft(int car) {
        return car(car, 1) * PER_METRE;
    }

    /** Cosine of the angle from the ego vehicle's heading to a car's. */
    public double carCos(int car) {
        return car(car, 4);
    }

    /** Sine of the angle from the ego vehicle's heading to a car's. */
    public double carSin(int car) {
        return car(car, 5);
    }

    private double car(int car, int feature) {
        return observation[at + ObservationPass.TRAFFIC + car * ObservationPass.PER_CAR + feature];
    }
}
