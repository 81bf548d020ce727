package io.slipstream.app.pretrain;

import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import java.util.List;

/**
 * The yardstick of a pretrained model: its signals where nothing has changed, and under harmless changes of traffic
 * density. The densities are those of the calibration split; graded shifts are never driven here.
 */
public final class Calibration {
    private static final int HOME_WINDOWS = 24;
    private static final int CONTROL_WINDOWS = 8;

    private Calibration() {}

    /**
     * Drives the model and measures.
     *
     * @param weights adapters merged
     * @param task the task the model is at home in
     * @param windowSteps window of the monitor
     * @param seed of worlds and actions
     */
    public static Reference calibrate(ModelWeights weights, String task, int windowSteps, long seed) {
        List<WindowSignals> home =
                NullWindows.drive(weights, Scenarios.of(task, "C0"), HOME_WINDOWS, windowSteps, seed);
        ReferenceBuilder builder = new ReferenceBuilder(home);
        Catalogue catalogue = Catalogue.shipped();
        for (String shift : catalogue.shifts(Split.CALIBRATION)) {
            if (changesDensityOnly(catalogue.shift(shift))) {
                Scenario control = catalogue.scenario(task, shift, RewardSettings.defaults());
                builder.control(NullWindows.drive(weights, control, CONTROL_WINDOWS, windowSteps, ++seed));
            }
        }
        return builder.build();
    }

    private static boolean changesDensityOnly(Shift shift) {
        return shift.withNominalDynamics().sameKnobs(shift) && shift.goal().equals(GoalKnobs.NOMINAL);
    }
}
