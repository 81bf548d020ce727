package io.slipstream.app.pretrain;

import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Tasks;
import java.util.List;
import java.util.Optional;

/**
 * The yardstick of a pretrained model: its signals where nothing has changed, and under harmless changes of traffic
 * density. The densities are the calibration split's own; graded shifts are never driven here.
 */
public final class Calibration {
    private static final int HOME_WINDOWS = 24;
    private static final int CONTROL_WINDOWS = 8;
    private static final double[] HEADWAY_SCALES = {0.9, 1.3};

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
        for (double scale : HEADWAY_SCALES) {
            builder.control(NullWindows.drive(weights, density(task, scale), CONTROL_WINDOWS, windowSteps, ++seed));
        }
        return builder.build();
    }

    private static Scenario density(String task, double scale) {
        Shift shift = new Shift(
                "calibration-density",
                "headways times " + scale,
                VehicleKnobs.NOMINAL,
                new TrafficKnobs(0, scale, Optional.empty()),
                GoalKnobs.NOMINAL);
        return new Scenario(Tasks.byId(task), shift, RewardSettings.defaults());
    }
}
