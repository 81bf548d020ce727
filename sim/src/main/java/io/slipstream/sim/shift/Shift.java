package io.slipstream.sim.shift;

/**
 * How the world differs from the nominal one, as data.
 *
 * @param id name
 * @param summary one sentence for a person
 * @param vehicle how the ego vehicle answers
 * @param traffic how the others drive
 * @param goal what is asked
 */
public record Shift(String id, String summary, VehicleKnobs vehicle, TrafficKnobs traffic, GoalKnobs goal) {
    /** Nothing is different. */
    public static final Shift NOMINAL =
            new Shift("C0", "nothing is different", VehicleKnobs.NOMINAL, TrafficKnobs.NOMINAL, GoalKnobs.NOMINAL);

    /**
     * What it changes, judged by its knobs: those of the vehicle and of the other drivers' manners change the dynamics, those of the
     * goal change what the policy has to do. A mere change of density is a control.
     */
    public ShiftLabel label() {
        boolean dynamics = !vehicle.equals(VehicleKnobs.NOMINAL) || traffic.aggressiveness() > 0;
        boolean policy = !goal.equals(GoalKnobs.NOMINAL);
        if (dynamics) {
            return policy ? ShiftLabel.MIXED : ShiftLabel.DYNAMICS;
        }
        return policy ? ShiftLabel.POLICY : ShiftLabel.NONE;
    }
}
