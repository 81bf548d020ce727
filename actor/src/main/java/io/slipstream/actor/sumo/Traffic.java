package io.slipstream.actor.sumo;

import io.slipstream.actor.sumo.traci.Traci;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.world.EgoWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** SUMO's cars around one ego vehicle: brings them into the world that the ego vehicle drives in. */
final class Traffic implements AutoCloseable {
    private static final String EGO = "ego";
    private static final byte[] EGO_BYTES = EGO.getBytes(StandardCharsets.UTF_8);
    /** From the middle of a car to the middle of its front bumper, which is its place to SUMO, m. */
    private static final double TO_FRONT = 2.25;
    /** Other cars further away are not reported, m. */
    private static final double RANGE = 60;
    /** No car's middle may be nearer when an episode begins, m. */
    private static final double CLEAR = 9;

    private static final int TRIES = 20;
    private static final double SHORTEST_WARM_UP = 20;
    private static final double LONGEST_WARM_UP = 35;

    private final Sumo sumo;
    private final EgoWorld world;
    private final int e;
    private boolean blocked;

    /** Of one environment of a world. */
    Traffic(Sumo sumo, EgoWorld world, int e) {
        this.sumo = sumo;
        this.world = world;
        this.e = e;
    }

    /**
     * Begins from scratch, traffic already flowing and nobody in the way of the ego vehicle, which has been placed.
     *
     * @param types file with the types of cars
     * @param route of the ego vehicle, an index into the map's
     */
    void begin(SumoMap map, SumoShift shift, Path types, int route, RandomSource random) throws IOException {
        int tries = 0;
        do {
            if (tries++ == TRIES) {
                throw new IOException("the beginning of route " + map.routes().get(route) + " was never free in "
                        + TRIES + " tries; let fewer cars come there");
            }
            Traci traci = sumo.connection();
            traci.load(options(map, types, random.below(Integer.MAX_VALUE), shift));
            traci.simulateUntil(0.1 * Math.rint(10 * random.uniform(SHORTEST_WARM_UP, LONGEST_WARM_UP)));
            traci.add(EGO, map.routes().get(route), EGO);
            traci.obey(EGO);
            send();
            traci.receiveTick(EGO_BYTES, (x, y, angle, speed) -> {});
            blocked = false;
            world.clearCars(e);
            traci.watch(EGO, RANGE, this::show);
        } while (blocked);
    }

    /** What SUMO is told for an episode, as on its command line. */
    static List<String> options(SumoMap map, Path types, int seed, SumoShift shift) {
        return List.of(
                "--net-file", map.network().toString(),
                "--additional-files", types + "," + map.demand(),
                "--seed", Integer.toString(seed),
                "--scale", String.format(Locale.ROOT, "%.3f", shift.scale()),
                "--step-length", "0.1",
                "--collision.action", "none",
                "--time-to-teleport", "-1",
                "--xml-validation", "never",
                "--no-step-log", "true",
                "--no-warnings", "true",
                "--duration-log.disable", "true");
    }

    /** Puts the ego vehicle where it is and lets SUMO step; {@link #receive} has to follow. */
    void send() throws IOException {
        double heading = world.heading(e);
        sumo.connection()
                .sendTick(
                        EGO_BYTES,
                        world.x(e) + TO_FRONT * StrictMath.cos(heading),
                        world.y(e) + TO_FRONT * StrictMath.sin(heading),
                        90 - StrictMath.toDegrees(heading));
    }

    /** Brings the cars into the world as they are after the step. */
    void receive() throws IOException {
        world.clearCars(e);
        sumo.connection().receiveTick(EGO_BYTES, this::show);
    }

    private void show(double frontX, double frontY, double angle, double speed) {
        double heading = StrictMath.toRadians(90 - angle);
        double x = frontX - TO_FRONT * StrictMath.cos(heading);
        double y = frontY - TO_FRONT * StrictMath.sin(heading);
        blocked |= StrictMath.hypot(x - world.x(e), y - world.y(e)) < CLEAR;
        world.showCar(e, x, y, heading, speed);
    }

    /** Gives the connection up after trouble. */
    void drop() {
        sumo.drop();
    }

    @Override
    public void close() {
        sumo.close();
    }
}
