package io.slipstream.app.identify;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Schedule;
import java.util.function.LongFunction;

/**
 * What a fleet drives, by its own steps.
 *
 * @param id name in tables: of the shift or the schedule
 * @param summary one sentence for a person
 * @param steps how long it is driven, steps of the fleet without the settling phase
 * @param world what holds at a step; it takes effect at each environment's next episode
 */
public record Course(String id, String summary, long steps, LongFunction<Scenario> world) {

    /**
     * Some time as usual, then one shift.
     *
     * @param shifted what holds from step {@code before} on
     * @param before steps without the shift
     * @param after steps from the change on
     */
    public static Course shift(Scenario shifted, long before, long after) {
        Scenario usual = shifted.nominal();
        return new Course(
                shifted.shift().id(),
                shifted.shift().summary(),
                before + after,
                step -> step < before ? usual : shifted);
    }

    /**
     * One round of a schedule; where it does not repeat, some time more under its end.
     *
     * @param after that time in steps
     */
    public static Course schedule(Schedule schedule, long after) {
        RewardSettings reward = RewardSettings.defaults();
        long steps = schedule.length() + (schedule.repeat() ? 0 : after);
        return new Course(schedule.id(), schedule.summary(), steps, step -> schedule.at(step, reward));
    }
}
