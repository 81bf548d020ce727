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

/** Scripted drivers on many roads, a third each: the expert and constant speed with sticky noise, and at random. */
public final class ScriptedFeed {
    private static final double NOISE = 0.05;

    private final DriverFeed feed;

    /** Into a replay window. */
    public ScriptedFeed(ReplayWindow into, int observationSize) {
        feed = new DriverFeed(into, observationSize);
    }

    /** Drives about {@code steps} steps in scenarios drawn from a pool. */
    public void drive(List<Scenario> pool, int steps, long seed) {
        int count = DriverFeed.environments();
        drive("expert-", pool, new StickyNoise(new ExpertDriver(count), count, NOISE, seed), steps / 3, seed);
        drive("constant-", pool, new StickyNoise(new ConstantSpeedDriver(count), count, NOISE, seed), steps / 3, seed);
        drive("random-", pool, new RandomDriver(seed), steps / 3, seed);
    }

    private void drive(String name, List<Scenario> pool, Driver driver, int steps, long seed) {
        feed.drive(name, new VectorEnvironment(pool, DriverFeed.environments(), seed), driver, steps);
    }
}
