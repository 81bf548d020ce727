package io.slipstream.actor.driving.scene;

import io.slipstream.sim.Outcome;
import io.slipstream.sim.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Films one environment, frame by frame. */
final class Clip {
    private final World world;
    private final int environment;
    private final int modelVersion;
    private final int length;
    private final Imagined imagined;
    private final Footage.Roads roads;
    private final long episode;
    private final int tick;
    private final String task;
    private final List<float[]> cars = new ArrayList<>();
    private final float[] ego;
    private final float[] timeToCollision;
    private final byte[] lights;
    private int frames;
    private boolean ended;

    /** Begins with frame 0: the world as it is. */
    Clip(World world, int environment, int modelVersion, int length, Imagined imagined) {
        this.world = world;
        this.environment = environment;
        this.modelVersion = modelVersion;
        this.length = length;
        this.imagined = imagined;
        roads = new RoadSketch(world).around(environment);
        episode = world.episode(environment);
        tick = world.tick(environment);
        task = world.scenario(environment).task().id();
        ego = new float[length * Footage.POSE];
        timeToCollision = new float[length];
        lights = new byte[length];
        film();
    }

    boolean complete() {
        return ended || frames == length;
    }

    /** Takes the next frame. */
    void film() {
        put(
                ego,
                frames,
                world.x(environment),
                world.y(environment),
                world.cos(environment),
                world.sin(environment),
                world.speed(environment));
        cars.add(carsNow());
        double time = world.timeToCollision(environment);
        timeToCollision[frames] = Double.isInfinite(time) ? -1 : (float) time;
        lights[frames] = (byte) world.light(environment).ordinal();
        frames++;
        ended = world.ended(environment);
    }

    private float[] carsNow() {
        int count = world.cars(environment);
        float[] now = new float[count * Footage.POSE];
        for (int car = 0; car < count; car++) {
            double x = world.carX(environment, car);
            double y = world.carY(environment, car);
            boolean near = Math.hypot(x - world.x(environment), y - world.y(environment)) < RoadSketch.REACH;
            put(now, car, x, y, world.carCos(environment, car), world.carSin(environment, car), near ? 1 : 0);
        }
        return now;
    }

    Footage footage() {
        int most = cars.stream().mapToInt(now -> now.length).max().orElse(0);
        float[] all = new float[frames * most];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(cars.get(frame), 0, all, frame * most, cars.get(frame).length);
        }
        Optional<Outcome> outcome = ended ? Optional.of(world.outcome(environment)) : Optional.empty();
        return new Footage(
                environment,
                episode,
                tick,
                task,
                modelVersion,
                roads,
                frames,
                Arrays.copyOf(ego, frames * Footage.POSE),
                all,
                Arrays.copyOf(timeToCollision, frames),
                Arrays.copyOf(lights, frames),
                imagined.ego(),
                imagined.cars(),
                outcome);
    }

    static void put(float[] poses, int index, double x, double y, double cos, double sin, double last) {
        int at = index * Footage.POSE;
        poses[at] = (float) x;
        poses[at + 1] = (float) y;
        poses[at + 2] = (float) cos;
        poses[at + 3] = (float) sin;
        poses[at + 4] = (float) last;
    }
}
