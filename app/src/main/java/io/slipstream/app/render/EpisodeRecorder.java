package io.slipstream.app.render;

import io.slipstream.app.evaluate.Pilot;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Drives one episode and keeps what there was to see. */
public final class EpisodeRecorder {
    private static final double TICK = 0.1;
    /** Slower by so much within a tick is braking, m/s: more than rolling does. */
    private static final double BRAKING = 0.05;

    private final Scenario scenario;
    private final String who;
    private final long seed;

    /**
     * Prepares to record.
     *
     * @param scenario what to drive
     * @param who drives, in words
     * @param seed of the world: picks the episode
     */
    public EpisodeRecorder(Scenario scenario, String who, long seed) {
        this.scenario = scenario;
        this.who = who;
        this.seed = seed;
    }

    /** Drives the first episode of the seed; the pilot has to be one for a single environment. */
    public RecordedEpisode record(Pilot pilot) {
        VectorEnvironment environment = new VectorEnvironment(List.of(scenario), 1, seed);
        StepOutput output = new StepOutput(1);
        environment.reset(output);
        World world = environment.world();
        RoadMap map = RoadMap.of(world, 0);
        List<Moment> moments = new ArrayList<>();
        moments.add(moment(world, 0));
        int[] actions = new int[1];
        while (output.finishedCount() == 0) {
            double before = world.speed(0);
            pilot.act(environment, output, actions);
            environment.step(actions, output);
            moments.add(moment(world, before));
        }
        return new RecordedEpisode(environment.scenario(0), who, seed, map, moments, environment.metrics(0));
    }

    private static Moment moment(World world, double speedBefore) {
        List<Vehicle> cars = new ArrayList<>();
        for (int car = 0; car < world.cars(0); car++) {
            cars.add(new Vehicle(
                    world.carX(0, car),
                    world.carY(0, car),
                    world.carCos(0, car),
                    world.carSin(0, car),
                    world.carSpeed(0, car)));
        }
        Vehicle ego = new Vehicle(world.x(0), world.y(0), world.cos(0), world.sin(0), world.speed(0));
        double time = world.timeToCollision(0);
        return new Moment(
                world.tick(0) * TICK,
                ego,
                world.speed(0) < speedBefore - BRAKING,
                cars,
                Double.isInfinite(time) ? OptionalDouble.empty() : OptionalDouble.of(time),
                world.light(0));
    }
}
