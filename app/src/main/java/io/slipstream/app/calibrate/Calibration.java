package io.slipstream.app.calibrate;

import io.slipstream.learner.reference.ReferenceEstimator;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.ShiftLabel;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftLabels;
import io.slipstream.sim.shift.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * The yardstick of a model: its signals where nothing has changed, and what the shifts of the calibration split do to them. Labels are the
 * simulator's own. Graded shifts are never driven here.
 */
public final class Calibration {
    private static final int HOME_WINDOWS = 24;
    private static final int WINDOWS = 12;

    private final String task;
    private final int windowSteps;
    private final int updates;
    private final long seed;
    private final CalibrationProgress progress;
    private final Catalogue catalogue = Catalogue.shipped();

    /**
     * @param task the task the model is at home in
     * @param windowSteps window of the monitor
     * @param updates gradient steps of the one-step references
     * @param seed of worlds and actions
     */
    public Calibration(String task, int windowSteps, int updates, long seed, CalibrationProgress progress) {
        this.task = task;
        this.windowSteps = windowSteps;
        this.updates = updates;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * A calibrated model.
     *
     * @param weights with fitted one-step references
     * @param reference levels, null quantiles and constants
     */
    public record Calibrated(ModelWeights weights, Reference reference) {}

    /** One condition of the calibration split, driven. */
    record Condition(String shift, ShiftLabel label, List<WindowSignals> windows) {}

    /** Fits and measures. */
    public Calibrated run(ModelWeights weights) {
        List<Scenario> harmless = new ArrayList<>(List.of(scenario("C0")));
        ShiftLabels labels = new ShiftLabels(new ShiftLabeller(ExpertDriver::new, catalogue.labels()));
        for (String shift : catalogue.shifts(Split.CALIBRATION)) {
            if (labels.of(scenario(shift)) == ShiftLabel.NONE) {
                harmless.add(scenario(shift));
            }
        }
        ModelWeights fitted = new ReferenceTraining(weights, updates, seed, progress).run(harmless);
        SignalLayout layout = bounded(fitted, harmless);
        List<WindowSignals> home = NullWindows.drive(fitted, layout, scenario("C0"), HOME_WINDOWS, windowSteps, seed);
        progress.measured("C0", ShiftLabel.NONE.toString());
        List<Condition> conditions = new ArrayList<>();
        long next = seed;
        for (String shift : catalogue.shifts(Split.CALIBRATION)) {
            ShiftLabel label = labels.of(scenario(shift));
            conditions.add(new Condition(
                    shift, label, NullWindows.drive(fitted, layout, scenario(shift), WINDOWS, windowSteps, ++next)));
            progress.measured(shift, label.toString());
        }
        return new Calibrated(fitted, reference(layout, home, conditions));
    }

    private Scenario scenario(String shift) {
        return catalogue.scenario(task, shift, RewardSettings.defaults());
    }

    /** What is familiar: up to which novelty, from home alone, and between which values, from all that is harmless. */
    private SignalLayout bounded(ModelWeights weights, List<Scenario> harmless) {
        SignalLayout open = ReferenceEstimator.layout(weights.spec())
                .discount(TrainingSettings.pretraining().discount());
        WindowSignals home = new WindowSignals(open);
        NullWindows.drive(weights, open, scenario("C0"), HOME_WINDOWS, windowSteps, seed + 500)
                .forEach(home::merge);
        WindowSignals all = home.copy();
        long next = seed + 501;
        for (Scenario scenario : harmless) {
            NullWindows.drive(weights, open, scenario, WINDOWS, windowSteps, next++)
                    .forEach(all::merge);
        }
        return open.bounded(home, all.extent());
    }

    private static Reference reference(SignalLayout layout, List<WindowSignals> home, List<Condition> conditions) {
        ReferenceBuilder builder = new ReferenceBuilder(home).constant(SignalNames.DISCOUNT, layout.discount());
        for (Condition condition : conditions) {
            builder.condition(condition.windows(), Harmless.signals(layout, condition.label()));
        }
        Reference reference = builder.build();
        return reference.withConstants(AdaWmFit.constants(reference, conditions));
    }
}
