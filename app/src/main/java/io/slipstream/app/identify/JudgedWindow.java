package io.slipstream.app.identify;

import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.sim.Scenario;
import java.util.Map;
import java.util.Set;

/**
 * A window and what every identifier made of it.
 *
 * @param index number of the window in its fleet, from 0
 * @param fromStep step of the fleet at which it begins
 * @param toStep step of the fleet at which it ends
 * @param driven everything that any environment drove in it
 * @param readings its signals
 * @param findings by the identifier's name
 */
public record JudgedWindow(
        int index, long fromStep, long toStep, Set<Scenario> driven, Readings readings, Map<String, Finding> findings) {
    /** Takes copies. */
    public JudgedWindow {
        driven = Set.copyOf(driven);
        findings = Map.copyOf(findings);
    }
}
