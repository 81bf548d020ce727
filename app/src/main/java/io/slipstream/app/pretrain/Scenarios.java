package io.slipstream.app.pretrain;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;

/** Scenarios by name. */
public final class Scenarios {
    private Scenarios() {}

    /**
     * A task under a shift with the default reward.
     *
     * @throws IllegalArgumentException when either is not known; the message names those that are
     */
    public static Scenario of(String task, String shift) {
        return new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults());
    }
}
