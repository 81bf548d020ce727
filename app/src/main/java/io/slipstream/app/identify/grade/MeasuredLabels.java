package io.slipstream.app.identify.grade;

import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.LabelSettings;
import io.slipstream.sim.shift.ShiftLabel;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftLabels;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The simulator's labels, measured with its expert as actors do, each once. */
public final class MeasuredLabels implements Function<Scenario, ShiftLabel> {
    private final ShiftLabels labels;
    private final Consumer<String> progress;
    private final Set<Scenario> told = new HashSet<>();

    /**
     * @param progress takes a line for every label measured
     */
    public MeasuredLabels(LabelSettings settings, Consumer<String> progress) {
        labels = new ShiftLabels(new ShiftLabeller(ExpertDriver::new, settings));
        this.progress = progress;
    }

    @Override
    public ShiftLabel apply(Scenario scenario) {
        ShiftLabel label = labels.of(scenario);
        if (told.add(scenario)) {
            progress.accept("label of " + scenario.shift().id() + ": " + label);
        }
        return label;
    }
}
