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
                            : new Scenario(RandomRoads.draw(random), shift(random), reward));
        }
        return List.copyOf(pool);
    }

    private static Shift shift(RandomSource random) {
        VehicleKnobs vehicle = random.chance(WORN) ? worn(random) : VehicleKnobs.NOMINAL;
        OptionalDouble speed =
                random.chance(OTHER_SPEED) ? OptionalDouble.of(random.uniform(3.5, 6)) : OptionalDouble.empty();
        return new Shift(
                "broad",
                "a random road, perhaps with a slightly worn vehicle",
                vehicle,
                TrafficKnobs.NOMINAL,
                new GoalKnobs(Optional.empty(), speed));
    }

    private static VehicleKnobs worn(RandomSource random) {
        return VehicleKnobs.NOMINAL
                .withLags(random.uniform(0.1, 0.3), random.uniform(0.08, 0.2))
                .withGains(random.uniform(0.8, 1.2), random.uniform(0.8, 1.2), random.uniform(0.85, 1.15))
                .withDelayTicks(random.below(2));
    }
}
