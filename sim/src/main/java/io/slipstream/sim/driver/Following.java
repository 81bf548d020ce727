package io.slipstream.sim.driver;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;

/** Keeps the distance to the nearest car ahead that drives the same way (the intelligent driver model). */
final class Following {
    private static final double CAR_LENGTH = 4.5;
    private static final double CORRIDOR = 2;
    private static final double VIEW = 40;
    private static final double STANDSTILL_GAP = 1.0;
    private static final double TIME_GAP = 0.5;
    private static final double ACCELERATION = 2;
    private static final double TWO_ROOTS = 2 * Math.sqrt(ACCELERATION * 3);

    private Following() {}

    /**
     * The acceleration that following allows, m/s2; infinite when nobody is ahead.
     *
     * @param s where the ego vehicle is on its route, m
     * @param v its speed, m/s
     * @param later by how much the other cars have driven on at their speeds, s
     * @param ignored bit of each car that is not followed
     */
    static double acceleration(World world, int e, double s, double v, double later, int ignored) {
        double wanted = Double.POSITIVE_INFINITY;
        for (int car = 0; car < world.cars(e); car++) {
            double driven = world.carSpeed(e, car) * later;
            double ahead = world.carOnRoute(e, car, driven) - s;
            if ((ignored & 1 << car) == 0
                    && ahead > 0
                    && ahead < VIEW
                    && world.carFromRoute(e, car, driven) < CORRIDOR
                    && alongRoute(world, e, car, driven) > 0.5) {
                wanted = Math.min(wanted, behind(ahead, v, world.carSpeed(e, car)));
            }
        }
        return wanted;
    }

    /**
     * The acceleration that a car ahead allows, m/s2.
     *
     * @param ahead from the middle of the ego vehicle to its middle, m
     * @param v speed of the ego vehicle, m/s
     * @param itsSpeed m/s
     */
    static double behind(double ahead, double v, double itsSpeed) {
        double gap = Math.max(0.1, ahead - CAR_LENGTH);
        double room = STANDSTILL_GAP + Math.max(0, v * TIME_GAP + v * (v - itsSpeed) / TWO_ROOTS);
        return ACCELERATION * (1 - room / gap * (room / gap));
    }

    private static double alongRoute(World world, int e, int car, double driven) {
        Path way = world.carPath(e, car);
        Path route = world.route(e);
        double at = world.carProgress(e, car) + driven;
        double on = world.carOnRoute(e, car, driven);
        return way.cosAt(at) * route.cosAt(on) + way.sinAt(at) * route.sinAt(on);
    }
}
