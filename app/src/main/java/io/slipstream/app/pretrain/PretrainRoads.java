package io.slipstream.app.pretrain;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.PretrainingTasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which roads which part of a model is trained on. */
final class PretrainRoads {
    private final PretrainSettings settings;

    PretrainRoads(PretrainSettings settings) {
        this.settings = settings;
    }

    /** The task alone. */
    List<Scenario> task() {
        return List.of(Scenarios.of(settings.task(), "C0"));
    }

    /** Many roads with their traffic; every third is the plain right turn. */
    List<Scenario> forWorldModel() {
        return PretrainingTasks.broad(settings.seed(), settings.roads(), RewardSettings.defaults());
    }

    /** The task, and as often the same roads without other cars: the policy can steer anywhere and knows the traffic of its task alone. */
    List<Scenario> forPolicy() {
        List<Scenario> pool =
                new ArrayList<>(PretrainingTasks.empty(settings.seed(), settings.roads(), RewardSettings.defaults()));
        pool.addAll(Collections.nCopies(settings.roads(), task().get(0)));
        return pool;
    }
}
