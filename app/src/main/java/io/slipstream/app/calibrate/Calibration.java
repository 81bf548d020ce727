package io.slipstream.app.calibrate;

import io.slipstream.app.pretrain.TrainingGround;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.learner.reference.ReferenceEstimator;
import io.slipstream.learner.train.DreamSettings;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The yardstick of a model: its signals where nothing has changed, and what the shifts of the calibration split do to them. Labels are the
 * simulator's own. Graded shifts are never driven here.
 */
public final class Calibration {
    private static final int HOME_WINDOWS = 24;
    private static final int WINDOWS = 12;

    private final TrainingGround ground;
    private final int windowSteps;
    private final int updates;
    private final long seed;
    private final CalibrationProgress progress;

    /**
     * @param ground where the model is at home
     * @param windowSteps window of the monitor
     * @param updates gradient steps of the one-step references
     * @param seed of worlds and actions
     */
    public Calibration(TrainingGround ground, int windowSteps, int updates, long seed, CalibrationProgress progress) {
        this.ground = ground;
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
        Map<String, ShiftLabel> labels = ground.calibration();
        List<String> harmless = new ArrayList<>(List.of(Conditions.NOMINAL));
        labels.forEach((shift, label) -> {
            if (label == ShiftLabel.NONE && !shift.equals(Conditions.NOMINAL)) {
                harmless.add(shift);
            }
        });
        ModelWeights fitted = new ReferenceTraining(weights, ground, updates, seed, progress).run(harmless);
        SignalLayout layout = bounded(fitted, harmless);
        List<WindowSignals> home = drive(fitted, layout, Conditions.NOMINAL, HOME_WINDOWS, seed);
        progress.measured("C0", ShiftLabel.NONE.toString());
        List<Condition> conditions = new ArrayList<>();
        long next = seed;
        for (Map.Entry<String, ShiftLabel> condition : labels.entrySet()) {
            String shift = condition.getKey();
            conditions.add(new Condition(shift, condition.getValue(), drive(fitted, layout, shift, WINDOWS, ++next)));
            progress.measured(shift, condition.getValue().toString());
        }
        return new Calibrated(fitted, reference(layout, home, conditions));
    }

    private List<WindowSignals> drive(ModelWeights weights, SignalLayout layout, String shift, int windows, long from) {
        try (Environment environment = ground.under(shift, NullWindows.ENVIRONMENTS, from)) {
            return NullWindows.drive(weights, layout, environment, windows, windowSteps, from);
        }
    }

    /** What is familiar: up to which novelty, from home alone, and between which values, from all that is harmless. */
    private SignalLayout bounded(ModelWeights weights, List<String> harmless) {
        SignalLayout open = ReferenceEstimator.layout(weights.spec())
                .discount(DreamSettings.pretraining().discount());
        WindowSignals home = new WindowSignals(open);
        drive(weights, open, Conditions.NOMINAL, HOME_WINDOWS, seed + 500).forEach(home::merge);
        WindowSignals all = home.copy();
        long next = seed + 501;
        for (String shift : harmless) {
            drive(weights, open, shift, WINDOWS, next++).forEach(all::merge);
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
