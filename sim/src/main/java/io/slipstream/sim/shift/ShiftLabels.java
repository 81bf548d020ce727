package io.slipstream.sim.shift;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The labels of scenarios, each measured once when it is first asked for; safe from many threads. Who must not wait asks beforehand on
 * a thread that may.
 */
public final class ShiftLabels {
    private final ShiftLabeller labeller;
    private final Map<Key, ShiftLabel> known = new ConcurrentHashMap<>();

    /** What a label depends on; the name of a shift is not part of it. */
    private record Key(
            Task asked,
            VehicleKnobs vehicle,
            TrafficKnobs traffic,
            GoalKnobs goal,
            SensorKnobs sensors,
            RewardSettings reward) {}

    /** Asks that labeller. */
    public ShiftLabels(ShiftLabeller labeller) {
        this.labeller = labeller;
    }

    /** The label of a scenario. */
    public ShiftLabel of(Scenario scenario) {
        Shift shift = scenario.shift();
        if (shift.sameKnobs(Shift.NOMINAL)) {
            // The same scenario twice: every distance is zero but for the sampling.
            return ShiftLabel.NONE;
        }
        Key key = new Key(
                scenario.asked(), shift.vehicle(), shift.traffic(), shift.goal(), shift.sensors(), scenario.reward());
        return known.computeIfAbsent(key, ignored -> labeller.measure(scenario).label());
    }
}
