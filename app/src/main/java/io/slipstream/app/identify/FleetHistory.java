package io.slipstream.app.identify;

import io.slipstream.sim.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one fleet drove on one course.
 *
 * @param course name of the course
 * @param seed number of the fleet, from 1
 * @param windowSteps size of its windows
 * @param windows one after the other
 * @param firstDriven step of the fleet at which any of its environments first drove a scenario
 */
public record FleetHistory(
        String course, int seed, long windowSteps, List<JudgedWindow> windows, Map<Scenario, Long> firstDriven) {
    /** Takes copies that keep the order. */
    public FleetHistory {
        windows = List.copyOf(windows);
        firstDriven = new LinkedHashMap<>(firstDriven);
    }
}
