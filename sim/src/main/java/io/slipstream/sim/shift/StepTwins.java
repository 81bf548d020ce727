package io.slipstream.sim.shift;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.World;
import java.util.List;

/**
 * Steps every environment twice from the same state with the same action and random numbers, once shifted and once in a twin with
 * nominal dynamics, and adds up how differently they come out.
 */
final class StepTwins {
    private static final double SPEED_SCALE = 0.2;
    private static final double HEADING_SCALE = 0.04;
    private static final double POSITION_SCALE = 0.4;
    /** No car drives further in a tick, and none follows so near: beyond, the place in the list is another car's. */
    private static final double ONE_TICK = 3;

    private final VectorEnvironment twin;
    private final float[] seen = new float[VectorEnvironment.OBSERVATION_SIZE];
    private final float[] seenByTwin = new float[VectorEnvironment.OBSERVATION_SIZE];
    private final double[][] before;

    private long ticks;
    private long cars;
    private double speed;
    private double heading;
    private double position;
    private double traffic;
    private double sight;

    StepTwins(Scenario shifted, int environments) {
        twin = new VectorEnvironment(List.of(shifted.under(shifted.shift().withNominalDynamics())), environments, 0);
        before = new double[environments][];
    }

    /** Takes over the state of an environment and compares what both show. */
    void before(VectorEnvironment shifted, int e) {
        twin.adopt(e, shifted, e);
        World world = shifted.world();
        before[e] = new double[world.cars(e)];
        for (int car = 0; car < before[e].length; car++) {
            before[e][car] = world.carProgress(e, car);
        }
        shifted.look(e, seen, 0);
        twin.look(e, seenByTwin, 0);
        for (int i = 0; i < seen.length; i++) {
            double difference = seen[i] - seenByTwin[i];
            sight += difference * difference;
        }
    }

    /** Steps the twin as the environment has just been stepped and compares. */
    void after(VectorEnvironment shifted, int e, int action) {
        World a = shifted.world();
        World b = twin.world();
        b.step(e, ActionGrid.acceleration(action), ActionGrid.steering(action));
        ticks++;
        speed += square(a.speed(e) - b.speed(e));
        double sin = a.sin(e) * b.cos(e) - a.cos(e) * b.sin(e);
        double cos = a.cos(e) * b.cos(e) + a.sin(e) * b.sin(e);
        heading += square(StrictMath.atan2(sin, cos));
        position += square(a.x(e) - b.x(e)) + square(a.y(e) - b.y(e));
        int both = Math.min(before[e].length, Math.min(a.cars(e), b.cars(e)));
        for (int car = 0; car < both; car++) {
            if (goesOn(a, e, car) && goesOn(b, e, car)) {
                cars++;
                traffic += square(a.carSpeed(e, car) - b.carSpeed(e, car));
            }
        }
    }

    private boolean goesOn(World world, int e, int car) {
        return Math.abs(world.carProgress(e, car) - before[e][car]) < ONE_TICK;
    }

    /** Difference of the ego vehicle. */
    double ego() {
        return rms(speed, ticks) / SPEED_SCALE
                + rms(heading, ticks) / HEADING_SCALE
                + rms(position, ticks) / POSITION_SCALE;
    }

    /** Difference of the other cars' speed, m/s. */
    double traffic() {
        return rms(traffic, cars);
    }

    /** Difference of what is seen. */
    double sight() {
        return rms(sight, ticks * seen.length);
    }

    private static double square(double value) {
        return value * value;
    }

    private static double rms(double sum, long count) {
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
