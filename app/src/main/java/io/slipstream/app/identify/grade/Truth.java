package io.slipstream.app.identify.grade;

import io.slipstream.app.identify.FleetHistory;
import io.slipstream.app.identify.JudgedWindow;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was really the case, from the labels of what was driven. */
public final class Truth {
    private final Function<Scenario, ShiftLabel> labels;

    /** With labels that are measured, never written down. */
    public Truth(Function<Scenario, ShiftLabel> labels) {
        this.labels = labels;
    }

    /** The label that everything driven in a window shares; none when there are several: some environments were not there yet. */
    public Optional<ShiftLabel> of(JudgedWindow window) {
        Set<ShiftLabel> seen = window.driven().stream().map(labels).collect(Collectors.toSet());
        return seen.size() == 1 ? seen.stream().findFirst() : Optional.empty();
    }

    /** The fleet's windows with the truth about each. */
    public List<GradedWindow> grade(FleetHistory fleet) {
        return fleet.windows().stream()
                .map(window -> new GradedWindow(fleet, window, of(window)))
                .toList();
    }

    /** The label of the first shift with one; NONE for a course of controls. */
    public ShiftLabel of(FleetHistory fleet) {
        return changes(fleet)
                .map(change -> labels.apply(change.getKey()))
                .findFirst()
                .orElse(ShiftLabel.NONE);
    }

    /** The step of the fleet at which an environment first drove something whose label is not NONE. */
    public OptionalLong firstShifted(FleetHistory fleet) {
        return changes(fleet).mapToLong(Map.Entry::getValue).findFirst();
    }

    private Stream<Map.Entry<Scenario, Long>> changes(FleetHistory fleet) {
        return fleet.firstDriven().entrySet().stream()
                .filter(entry -> labels.apply(entry.getKey()) != ShiftLabel.NONE)
                .sorted(Map.Entry.comparingByValue());
    }
}
