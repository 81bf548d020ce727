package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

/**
 * Looks at the other cars from the ego vehicle: where each is in its frame, whether one touches it and when one would. What it finds
 * holds for the environment it was asked for last.
 */
final class EncounterPass {
    /** Cars further away are neither seen nor counted, m. */
    static final double RANGE = 50;
    /** Longest time to collision that counts, s. */
    static final double LONGEST = 10;

    private static final double NEAR_SQUARED = Boxes.REACH * Boxes.REACH;

    private final State state;

    /** Cars in range. */
    int count;
    // [count]: place (m), velocity relative to the ego vehicle (m/s) and direction in the ego frame, squared distance.
    final double[] x = new double[CARS];
    final double[] y = new double[CARS];
    final double[] vx = new double[CARS];
    final double[] vy = new double[CARS];
    final double[] cos = new double[CARS];
    final double[] sin = new double[CARS];
    final double[] squared = new double[CARS];
    /** Whether a car touches the ego vehicle. */
    boolean collision;
    /** Time to the first collision at constant velocities, s, or {@link Boxes#NEVER} beyond {@link #LONGEST}. */
    double timeToCollision;

    EncounterPass(State state) {
        this.state = state;
    }

    void step(int e) {
        collect(e);
        collision = false;
        timeToCollision = Boxes.NEVER;
        for (int i = 0; i < count; i++) {
            if (squared[i] < NEAR_SQUARED && Boxes.overlap(x[i], y[i], cos[i], sin[i])) {
                collision = true;
                timeToCollision = 0;
            } else if (mayTouch(i)) {
                double time = Boxes.timeToContact(x[i], y[i], cos[i], sin[i], vx[i], vy[i]);
                if (time < timeToCollision && time <= LONGEST) {
                    timeToCollision = time;
                }
            }
        }
    }

    private void collect(int e) {
        double egoX = state.x[e];
        double egoY = state.y[e];
        double egoCos = state.cos[e];
        double egoSin = state.sin[e];
        double egoVx = state.speed[e] * state.slipCos[e];
        double egoVy = state.speed[e] * state.slipSin[e];
        int found = 0;
        int end = e * CARS + state.cars[e];
        for (int car = e * CARS; car < end; car++) {
            double dx = state.carX[car] - egoX;
            double dy = state.carY[car] - egoY;
            double distance = dx * dx + dy * dy;
            if (distance < RANGE * RANGE) {
                double c = state.carCos[car];
                double s = state.carSin[car];
                double relativeCos = egoCos * c + egoSin * s;
                double relativeSin = egoCos * s - egoSin * c;
                double v = state.carSpeed[car];
                squared[found] = distance;
                x[found] = dx * egoCos + dy * egoSin;
                y[found] = dy * egoCos - dx * egoSin;
                vx[found] = v * relativeCos - egoVx;
                vy[found] = v * relativeSin - egoVy;
                cos[found] = relativeCos;
                sin[found] = relativeSin;
                found++;
            }
        }
        count = found;
    }

    /** Whether the circles around both boxes ever meet: cheap, and false for most cars. */
    private boolean mayTouch(int i) {
        double closing = x[i] * vx[i] + y[i] * vy[i];
        double apart = squared[i] - NEAR_SQUARED;
        if (apart <= 0) {
            return true;
        }
        if (closing >= 0) {
            return false;
        }
        double v = vx[i] * vx[i] + vy[i] * vy[i];
        return closing * closing >= v * apart;
    }
}
