package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.driver.StickyNoise;
import java.util.List;

/**
 * What scripted drivers do before anything is learned: half the expert with sticky noise,
 * a quarter at constant speed, a quarter random with open throttle. With random driving alone the model never sees a finished turn (algorithm notes in docs/).
 */
final class SeedDriving {
    private static final double[] NOISE = {0.01, 0.03, 0.06};

    private final PretrainSettings settings;
    private final List<Scenario> pool;

    SeedDriving(PretrainSettings settings, List<Scenario> pool) {
        this.settings = settings;
        this.pool = pool;
    }

    void fill(ReplayWindow replay, int observationSize) {
        DriverFeed feed = new DriverFeed(replay, observationSize);
        int count = DriverFeed.environments();
        int steps = settings.seedSteps();
        long seed = settings.seed() * 31;
        for (double noise : NOISE) {
            Driver driver = new StickyNoise(new ExpertDriver(count), count, noise, seed++);
            drive(feed, "expert" + noise + "-", driver, steps / 2 / NOISE.length, seed);
        }
        drive(feed, "constant-", new StickyNoise(new ConstantSpeedDriver(count), count, 0.03, seed++), steps / 4, seed);
        drive(feed, "random-", new RandomDriver(seed++), steps / 4, seed);
    }

    private void drive(DriverFeed feed, String name, Driver driver, int steps, long seed) {
        feed.drive(name, new VectorEnvironment(pool, DriverFeed.environments(), seed), driver, steps);
    }
}
