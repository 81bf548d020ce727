package io.slipstream.app.specialise;

import io.slipstream.app.pretrain.Scenarios;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.PretrainingTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Four ways in which a world may differ from home: its roads, its traffic, the vehicle, what counts. Values are drawn from ranges; the
 * tasks that a model is finetuned on are in none of them. A quarter of every domain is home, so that no sub-unit forgets it.
 */
final class Domains {
    private static final int SCENARIOS = 48;
    private static final double COLLISION_COST = 90;

    private final Scenario home;
    private final long seed;

    Domains(String task, long seed) {
        this.home = Scenarios.of(task, "C0");
        this.seed = seed;
    }

    List<Domain> all() {
        return List.of(
                new Domain("roads", "random turns both ways, roundabouts, crossings and winding roads", roads()),
                new Domain(
                        "traffic",
                        "home with headways times .55 to .85 and drivers of an aggressiveness of 0 to .6",
                        drawn(1, this::traffic)),
                new Domain(
                        "vehicle",
                        "home with gains of .65 to .95, lags of .2 to .45 s and .12 to .3 s and a delay of 0 to 2 ticks",
                        drawn(2, this::vehicle)),
                new Domain(
                        "caution",
                        "home without a cost of time and with three times the cost of a collision",
                        drawn(3, random -> cautious())));
    }

    private List<Scenario> roads() {
        List<Scenario> roads = new ArrayList<>();
        for (Scenario road : PretrainingTasks.broad(seed, 2 * SCENARIOS, RewardSettings.defaults())) {
            if (!road.task().id().equals(home.task().id())) {
                roads.add(road.under(road.shift().withNominalDynamics()));
            }
        }
        return withHome(roads);
    }

    private List<Scenario> drawn(int domain, Function<RandomSource, Scenario> draw) {
        List<Scenario> pool = new ArrayList<>();
        for (int i = 0; i < SCENARIOS; i++) {
            pool.add(draw.apply(new RandomSource(seed + domain, i)));
        }
        return withHome(pool);
    }

    private List<Scenario> withHome(List<Scenario> others) {
        List<Scenario> pool = new ArrayList<>(others);
        for (int i = 0; i < others.size() / 3; i++) {
            pool.add(home);
        }
        return pool;
    }

    private Scenario traffic(RandomSource random) {
        TrafficKnobs dense = new TrafficKnobs(random.uniform(0, 0.6), random.uniform(0.55, 0.85), Optional.empty());
        return home.under(new Shift("traffic", "denser traffic", VehicleKnobs.NOMINAL, dense, GoalKnobs.NOMINAL));
    }

    private Scenario vehicle(RandomSource random) {
        VehicleKnobs weak = VehicleKnobs.NOMINAL
                .withLags(random.uniform(0.2, 0.45), random.uniform(0.12, 0.3))
                .withGains(random.uniform(0.65, 0.95), random.uniform(0.65, 0.95), random.uniform(0.65, 0.95))
                .withDelayTicks(random.below(3));
        return home.under(new Shift("vehicle", "a worn vehicle", weak, TrafficKnobs.NOMINAL, GoalKnobs.NOMINAL));
    }

    private Scenario cautious() {
        RewardSettings usual = home.reward();
        RewardSettings cautious = new RewardSettings(
                usual.waypoint(),
                usual.speed(),
                usual.lateral(),
                COLLISION_COST,
                usual.destination(),
                usual.violation(),
                0);
        return new Scenario(home.asked(), home.shift(), cautious);
    }
}
