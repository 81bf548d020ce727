package io.slipstream.app.identify.grade;

import io.slipstream.app.identify.FleetHistory;
import io.slipstream.app.identify.JudgedWindow;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.Optional;

/**
 * A window with the truth about it.
 *
 * @param fleet which drove it
 * @param window what was found
 * @param truth empty for a transition: not all of the window was driven under the same label
 */
public record GradedWindow(FleetHistory fleet, JudgedWindow window, Optional<ShiftLabel> truth) {
    /** What an identifier found. */
    Finding finding(String identifier) {
        Finding finding = window.findings().get(identifier);
        if (finding == null) {
            throw new IllegalArgumentException("no identifier " + identifier + " judged this window");
        }
        return finding;
    }
}
