package io.slipstream.actor.driving.scene;

import io.slipstream.sim.world.SeenWorld;
import io.slipstream.sim.world.World;

/**
 * Imagined observations put down on the map: the ego vehicle goes on from where it is as fast and as curved as imagined, and sees cars from there.
 *
 * @param ego [H, 5] poses as of {@link Footage}
 * @param cars [H, seen, 5]
 */
record Imagined(float[] ego, float[] cars) {
    private static final double TICK = 0.1;

    /**
     * Reads imagined observations.
     *
     * @param observations [environments, H, size]
     * @param environment whose, and where it is now: its first observation is that of the present
     */
    static Imagined from(float[] observations, int environment, int horizon, int size, World world) {
        float[] ego = new float[horizon * Footage.POSE];
        float[] cars = new float[horizon * SeenWorld.CARS * Footage.POSE];
        double x = world.x(environment);
        double y = world.y(environment);
        double heading = Math.atan2(world.sin(environment), world.cos(environment));
        for (int t = 0; t < horizon; t++) {
            SeenWorld seen = new SeenWorld(observations, (environment * horizon + t) * size);
            if (t > 0) {
                heading += seen.yawRate() * TICK;
                x += seen.speed() * TICK * Math.cos(heading);
                y += seen.speed() * TICK * Math.sin(heading);
            }
            double cos = Math.cos(heading);
            double sin = Math.sin(heading);
            Clip.put(ego, t, x, y, cos, sin, seen.speed());
            for (int car = 0; car < SeenWorld.CARS; car++) {
                place(seen, car, cars, t * SeenWorld.CARS + car, new double[] {x, y, cos, sin});
            }
        }
        return new Imagined(ego, cars);
    }

    private static void place(SeenWorld seen, int car, float[] cars, int index, double[] from) {
        double length = Math.max(1e-6, Math.hypot(seen.carCos(car), seen.carSin(car)));
        double cos = seen.carCos(car) / length;
        double sin = seen.carSin(car) / length;
        Clip.put(
                cars,
                index,
                from[0] + seen.carAhead(car) * from[2] - seen.carLeft(car) * from[3],
                from[1] + seen.carAhead(car) * from[3] + seen.carLeft(car) * from[2],
                cos * from[2] - sin * from[3],
                cos * from[3] + sin * from[2],
                seen.carThere(car) ? 1 : 0);
    }
}
