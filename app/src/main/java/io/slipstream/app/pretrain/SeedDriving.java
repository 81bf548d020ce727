package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ErraticDriver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.driver.StickyNoise;
import java.util.List;

/**
 * What scripted drivers do before anything is learned. Half looks at nobody, at constant and at erratic speed, since a world model learns from
 * collisions what one is, and needs thousands (docs/results/finetuning.md); the rest is the expert with sticky noise and random driving.
 */
final class SeedDriving {
    private static final double[] NOISE = {0.01, 0.03, 0.06};
    private static final double SLIPS = 0.04;

    private final ReplayWindow replay;
    private final DriverFeed feed;
    private final List<Scenario> pool;

    SeedDriving(ReplayWindow replay, int observationSize, List<Scenario> pool) {
        this.replay = replay;
        this.feed = new DriverFeed(replay, observationSize);
        this.pool = pool;
    }

    /** A third at constant speed, a third erratic, a quarter the expert, a twelfth random. */
    ReplayWindow fill(int steps, long firstSeed) {
        int count = DriverFeed.environments();
        long seed = firstSeed;
        for (double noise : NOISE) {
            Driver driver = new StickyNoise(new ExpertDriver(count), count, noise, seed++);
            drive("expert" + noise + "-", driver, steps / 4 / NOISE.length, seed);
        }
        drive("constant-", new StickyNoise(new ConstantSpeedDriver(count), count, SLIPS, seed++), steps / 3, seed);
        drive("erratic-", new StickyNoise(new ErraticDriver(count, seed), count, SLIPS, seed++), steps / 3, seed);
        drive("random-", new RandomDriver(seed++), steps / 12, seed);
        return replay;
    }

    private void drive(String name, Driver driver, int steps, long seed) {
        feed.drive(name, new VectorEnvironment(pool, DriverFeed.environments(), seed), driver, steps);
    }
}
