package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

/**
 * CarDreamer's time to collision: among the cars ahead in the ego vehicle's own lane and within 100 m, the shortest of distance by
 * relative speed, between middles, whether they come closer or not. CarDreamer answers 0 when there is none; here there is none.
 */
final class LaneTtcPass {
    private static final double RANGE = 100;
    private static final double LONGEST = 100;

    private final State state;

    LaneTtcPass(State state) {
        this.state = state;
    }

    /** The time in s, or {@link Boxes#NEVER}. */
    double time(int e) {
        CompiledTask task = state.scenario[e].task;
        double shortest = Boxes.NEVER;
        int end = e * CARS + state.cars[e];
        for (int car = e * CARS; car < end; car++) {
            if (isInLane(task, car) && isAhead(e, car)) {
                shortest = Math.min(shortest, time(e, car));
            }
        }
        return shortest < LONGEST ? shortest : Boxes.NEVER;
    }

    private boolean isAhead(int e, int car) {
        double dx = state.carX[car] - state.x[e];
        double dy = state.carY[car] - state.y[e];
        return dx * state.cos[e] + dy * state.sin[e] > 0 && dx * dx + dy * dy <= RANGE * RANGE;
    }

    private boolean isInLane(CompiledTask task, int car) {
        int way = state.carWay[car];
        if (way < 0) {
            // Another simulator's car: nobody here knows its lane.
            return false;
        }
        int sample = (int) (state.carProgress[car] * Path.PER_METRE);
        return task.near[way] && task.wayOnRoute[way].sameLane(sample);
    }

    private double time(int e, int car) {
        double dx = state.carX[car] - state.x[e];
        double dy = state.carY[car] - state.y[e];
        double squared = dx * dx + dy * dy;
        double travelCos = state.cos[e] * state.slipCos[e] - state.sin[e] * state.slipSin[e];
        double travelSin = state.sin[e] * state.slipCos[e] + state.cos[e] * state.slipSin[e];
        double vx = state.carSpeed[car] * state.carCos[car] - state.speed[e] * travelCos;
        double vy = state.carSpeed[car] * state.carSin[car] - state.speed[e] * travelSin;
        return Math.sqrt(squared / (vx * vx + vy * vy));
    }
}
