package io.slipstream.sim.world;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Stream;
import io.slipstream.sim.task.Task;
import java.util.List;

/** Small worlds for the tests of single passes. */
final class Worlds {
    /** A vehicle that answers at once. */
    static final VehicleKnobs PROMPT = VehicleKnobs.NOMINAL.withLags(0.05, 0.05);

    private Worlds() {}

    /** One environment on a long straight road, not yet reset. */
    static State straight(VehicleKnobs vehicle, Stream... streams) {
        Route road = Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(2_000));
        Task task = new Task("straight", road, List.of(streams), 4, 3, 100_000);
        Shift shift = new Shift("test", "", vehicle, TrafficKnobs.NOMINAL, GoalKnobs.NOMINAL);
        State state = new State(1);
        Scenario scenario = new Scenario(task, shift, RewardSettings.defaults());
        state.scenario[0] = new CompiledScenario(scenario, new CompiledTask(task));
        state.cos[0] = 1;
        state.slipCos[0] = 1;
        return state;
    }
}
