package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

/** Adds cars to an environment, takes them away and computes where on the plane they are. */
final class CarTable {
    private final State state;

    CarTable(State state) {
        this.state = state;
    }

    /** A car in the middle of its way at its desired speed, m/s; its index in the arrays. */
    int add(int e, int lane, int way, double progress, double speed) {
        int car = e * CARS + state.cars[e]++;
        state.carStream[car] = lane;
        state.carWay[car] = way;
        state.carProgress[car] = progress;
        state.carSpeed[car] = speed;
        state.carDesiredSpeed[car] = speed / state.scenario[e].faster;
        state.carOffset[car] = 0;
        state.carOffsetRate[car] = 0;
        state.carLeaving[car] = -1;
        state.carTimer[car] = 0;
        state.carStanding[car] = 0;
        place(car, state.scenario[e].task.ways[way]);
        return car;
    }

    /** Takes the {@code i}-th car away; the others keep their order. */
    void remove(int e, int i) {
        int last = --state.cars[e];
        int base = e * CARS;
        for (int k = base + i; k < base + last; k++) {
            state.carWay[k] = state.carWay[k + 1];
            state.carStream[k] = state.carStream[k + 1];
            state.carProgress[k] = state.carProgress[k + 1];
            state.carSpeed[k] = state.carSpeed[k + 1];
            state.carDesiredSpeed[k] = state.carDesiredSpeed[k + 1];
            state.carOffset[k] = state.carOffset[k + 1];
            state.carOffsetRate[k] = state.carOffsetRate[k + 1];
            state.carLeaving[k] = state.carLeaving[k + 1];
            state.carTimer[k] = state.carTimer[k + 1];
            state.carStanding[k] = state.carStanding[k + 1];
            state.carX[k] = state.carX[k + 1];
            state.carY[k] = state.carY[k + 1];
            state.carCos[k] = state.carCos[k + 1];
            state.carSin[k] = state.carSin[k + 1];
        }
    }

    /** Computes where a car in the middle of its way is. */
    void place(int car, Path way) {
        double at = state.carProgress[car] * Path.PER_METRE;
        int i = Math.min((int) at, way.samples - 2);
        double f = at - i;
        double[] poses = way.poses;
        int k = 4 * i;
        state.carX[car] = poses[k] + f * (poses[k + 4] - poses[k]);
        state.carY[car] = poses[k + 1] + f * (poses[k + 5] - poses[k + 1]);
        state.carCos[car] = poses[k + 2] + f * (poses[k + 6] - poses[k + 2]);
        state.carSin[car] = poses[k + 3] + f * (poses[k + 7] - poses[k + 3]);
    }

    /** Computes where a car that may be beside its way is. */
    void placeBeside(int car, Path way) {
        place(car, way);
        double offset = state.carOffset[car];
        double rate = state.carOffsetRate[car];
        if (offset == 0 && rate == 0) {
            return;
        }
        double cos = state.carCos[car];
        double sin = state.carSin[car];
        state.carX[car] -= offset * sin;
        state.carY[car] += offset * cos;
        // Going sideways turns it, the more the slower it is; standing, it keeps to the direction of its lane.
        double along = Math.max(1, state.carSpeed[car]);
        double length = Math.sqrt(along * along + rate * rate);
        state.carCos[car] = (cos * along - sin * rate) / length;
        state.carSin[car] = (sin * along + cos * rate) / length;
    }
}
