package io.slipstream.sim.task;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scenarios to pretrain on, broad enough that the other tasks are not altogether new: turns both ways, roundabouts, crossings and plain
 * roads with random measures, densities and speeds and slightly worn vehicles. Every third is the plain right turn. The left turn and
 * the roundabout that a model is finetuned on are not among them.
 */
public final class PretrainingTasks {
    private static final double WORN = 0.5;
    private static final double OTHER_SPEED = 0.3;

    private static final TrafficKnobs EMPTY = new TrafficKnobs(0, TrafficKnobs.HEADWAY_SCALE.to(), Optional.empty());

    private PretrainingTasks() {}

    /**
     * A pool of that many scenarios; the same for the same seed.
     *
     * @param count at least 1
     */
    public static List<Scenario> broad(long seed, int count, RewardSettings reward) {
        if (count < 1) {
            throw new IllegalArgumentException("the pool needs at least one scenario, not " + count);
        }
        List<Scenario> pool = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomSource random = new RandomSource(seed, i);
            pool.add(
                    i % 3 == 0
                            ? new Scenario(Tasks.byId("RTM03"), Shift.NOMINAL, reward)
                            : new Scenario(RandomRoads.draw(random), shift(random, TrafficKnobs.NOMINAL), reward));
        }
        return List.copyOf(pool);
    }

    /**
     * The other roads of {@link #broad}, with hardly a car on them: what a policy has to know to stay on a road, and nothing of traffic.
     *
     * @param count at least 1
     */
    public static List<Scenario> empty(long seed, int count, RewardSettings reward) {
        List<Scenario> roads = new ArrayList<>();
        for (int i = 0; roads.size() < count; i++) {
            RandomSource random = new RandomSource(seed, i);
            if (i % 3 != 0) {
                Task road = RandomRoads.draw(random);
                roads.add(new Scenario(road, shift(random, EMPTY), reward));
            }
        }
        return List.copyOf(roads);
    }

    private static Shift shift(RandomSource random, TrafficKnobs traffic) {
        VehicleKnobs vehicle = random.chance(WORN) ? worn(random) : VehicleKnobs.NOMINAL;
        OptionalDouble speed =
                random.chance(OTHER_SPEED) ? OptionalDouble.of(random.uniform(3.5, 6)) : OptionalDouble.empty();
        return new Shift(
                "broad",
                "a random road, perhaps with a slightly worn vehicle",
                vehicle,
                traffic,
                new GoalKnobs(Optional.empty(), speed));
    }

    private static VehicleKnobs worn(RandomSource random) {
        return VehicleKnobs.NOMINAL
                .withLags(random.uniform(0.1, 0.3), random.uniform(0.08, 0.2))
                .withGains(random.uniform(0.8, 1.2), random.uniform(0.8, 1.2), random.uniform(0.85, 1.15))
                .withDelayTicks(random.below(2));
    }
}
