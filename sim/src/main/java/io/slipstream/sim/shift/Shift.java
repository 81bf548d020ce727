package io.slipstream.sim.shift;

/**
 * How the world differs from the nominal one, as data. What kind of shift that makes it is measured by {@link ShiftLabeller}, never
 * written down.
 *
 * @param id name
 * @param summary one sentence for a person
 * @param split what it may be used for
 * @param vehicle how the ego vehicle answers
 * @param traffic how the others drive
 * @param goal what is asked
 * @param sensors how well it is seen
 */
public record Shift(
        String id,
        String summary,
        Split split,
        VehicleKnobs vehicle,
        TrafficKnobs traffic,
        GoalKnobs goal,
        SensorKnobs sensors) {
    /** Nothing is different. */
    public static final Shift NOMINAL =
            new Shift("C0", "nothing is different", VehicleKnobs.NOMINAL, TrafficKnobs.NOMINAL, GoalKnobs.NOMINAL);

    /** A graded shift that is seen as it is. */
    public Shift(String id, String summary, VehicleKnobs vehicle, TrafficKnobs traffic, GoalKnobs goal) {
        this(id, summary, Split.GRADED, vehicle, traffic, goal, SensorKnobs.NOMINAL);
    }

    /** Whether another shift turns all knobs the same way. */
    public boolean sameKnobs(Shift other) {
        return vehicle.equals(other.vehicle)
                && traffic.equals(other.traffic)
                && goal.equals(other.goal)
                && sensors.equals(other.sensors);
    }

    /** The same task, goal and density in a world that answers, and is seen, as nominal. */
    public Shift withNominalDynamics() {
        return new Shift(
                id, summary, split, VehicleKnobs.NOMINAL, traffic.withNominalManners(), goal, SensorKnobs.NOMINAL);
    }
}
