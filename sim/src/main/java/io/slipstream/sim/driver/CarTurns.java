package io.slipstream.sim.driver;

import io.slipstream.sim.task.Task;
import io.slipstream.sim.world.EgoWorld;

/**
 * How fast the other cars turn, told from where they were a tick ago: they carry no names, so each is the one that is nearest to where
 * somebody was going to be.
 */
final class CarTurns {
    private static final int CARS = Task.MAX_CARS;
    private static final double TICK = 0.1;
    /** Further away than this it is somebody else, squared metres. */
    private static final double SAME = 1;
    /** How much a new reading counts: SUMO's lanes turn in corners. */
    private static final double NEW = 0.3;

    private static final double FASTEST = 1;

    // [environments x CARS]
    private final double[] x;
    private final double[] y;
    private final double[] cos;
    private final double[] sin;
    private final double[] turn;
    private final double[] turned;
    private final int[] cars;

    CarTurns(int environments) {
        x = new double[environments * CARS];
        y = new double[environments * CARS];
        cos = new double[environments * CARS];
        sin = new double[environments * CARS];
        turn = new double[environments * CARS];
        turned = new double[CARS];
        cars = new int[environments];
    }

    /** Looks at the cars of an environment; once a tick. */
    void look(EgoWorld world, int e) {
        int now = world.cars(e);
        for (int car = 0; car < now; car++) {
            int was = before(world, e, car);
            turned[car] = was < 0 ? 0 : turning(world, e, car, was);
        }
        for (int car = 0; car < now; car++) {
            int to = e * CARS + car;
            // Where it will be if it drives on.
            x[to] = world.carX(e, car) + world.carCos(e, car) * world.carSpeed(e, car) * TICK;
            y[to] = world.carY(e, car) + world.carSin(e, car) * world.carSpeed(e, car) * TICK;
            cos[to] = world.carCos(e, car);
            sin[to] = world.carSin(e, car);
            turn[to] = turned[car];
        }
        cars[e] = now;
    }

    /** Which car of a tick ago it was, or -1. */
    private int before(EgoWorld world, int e, int car) {
        int found = -1;
        double nearest = SAME;
        for (int i = e * CARS; i < e * CARS + cars[e]; i++) {
            double dx = world.carX(e, car) - x[i];
            double dy = world.carY(e, car) - y[i];
            double squared = dx * dx + dy * dy;
            if (squared < nearest) {
                nearest = squared;
                found = i;
            }
        }
        return found;
    }

    private double turning(EgoWorld world, int e, int car, int was) {
        double sine = cos[was] * world.carSin(e, car) - sin[was] * world.carCos(e, car);
        double rate = Math.max(-FASTEST, Math.min(FASTEST, sine / TICK));
        return turn[was] + NEW * (rate - turn[was]);
    }

    /** How fast a car turned when it was looked at, rad/s, left positive. */
    double of(int e, int car) {
        return turn[e * CARS + car];
    }
}
