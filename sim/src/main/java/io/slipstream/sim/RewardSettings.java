package io.slipstream.sim;

/**
 * CarDreamer's reward with a cost of time; every amount is per tick unless said otherwise.
 *
 * @param waypoint for a tick that reaches at least one waypoint
 * @param speed weight of driving along the route at the desired speed
 * @param lateral cost of each metre further from the route than is free, as a rule half a metre
 * @param collision cost of a collision per m/s of own speed, once
 * @param destination for arriving, once
 * @param violation cost of running a red light or a stop sign, once
 * @param timeCost cost of every tick; without it policies drift toward standing still
 */
public record RewardSettings(
        double waypoint,
        double speed,
        double lateral,
        double collision,
        double destination,
        double violation,
        double timeCost) {
    /** Checks that every amount is finite. */
    public RewardSettings {
        if (!Double.isFinite(waypoint + speed + lateral + collision + destination + violation + timeCost)) {
            throw new IllegalArgumentException("every amount of the reward has to be finite");
        }
    }

    /** CarDreamer's amounts and a time cost of 0.5. */
    public static RewardSettings defaults() {
        return withTimeCost(0.5);
    }

    /** CarDreamer's amounts with another cost of time; 0 gives its reward exactly. */
    public static RewardSettings withTimeCost(double timeCost) {
        return new RewardSettings(2, 0.5, 3, 30, 20, 100, timeCost);
    }
}
