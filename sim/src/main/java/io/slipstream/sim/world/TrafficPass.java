package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.State.STREAMS;
import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.task.Task;

/** Moves the other cars by the intelligent driver model, lets them come and go. */
final class TrafficPass {
    /** Length of every car, m. */
    private static final double CAR_LENGTH = 4.5;

    private static final double SPAWN_DISTANCE = 7.5;
    private static final double HARDEST_BRAKING = -6;
    private static final double SMALLEST_GAP = 0.1;

    private final State state;
    /** [way]: where the ego vehicle stands in the way, m, or a negative number. */
    private final double[] egoAt = new double[Task.MAX_WAYS];

    private final double[] egoSpeedAlong = new double[Task.MAX_WAYS];

    TrafficPass(State state) {
        this.state = state;
    }

    /** Empties the road and starts the timers of the streams. */
    void reset(int e) {
        state.cars[e] = 0;
        CompiledScenario scenario = state.scenario[e];
        for (int i = 0; i < scenario.streamSpeed.length; i++) {
            state.nextCar[e * STREAMS + i] = state.random(e) * scenario.headwayFrom[i];
        }
    }

    /** One tick. With {@code ego} false, the ego vehicle is not there yet. */
    void step(int e, boolean ego) {
        CompiledScenario scenario = state.scenario[e];
        locateEgo(e, scenario, ego);
        int base = e * CARS;
        // From the last to the first, so that every car sees where its leader was at the start of the tick.
        for (int i = state.cars[e] - 1; i >= 0; i--) {
            advance(scenario, base, i);
        }
        removeArrived(e, scenario);
        spawn(e, scenario);
    }

    private void advance(CompiledScenario scenario, int base, int i) {
        int car = base + i;
        int way = state.carWay[car];
        double s = state.carProgress[car];
        double v = state.carSpeed[car];
        int leader = leader(scenario.task, base, i);
        double gap = Double.POSITIVE_INFINITY;
        double leaderSpeed = v;
        if (leader >= 0) {
            gap = state.carProgress[leader] - s;
            leaderSpeed = state.carSpeed[leader];
        }
        double ego = egoAt[way] - s;
        if (ego > 0 && ego < gap) {
            gap = ego;
            leaderSpeed = egoSpeedAlong[way];
        }
        double a = accelerate(scenario, v, scenario.streamSpeed[state.carStream[car]], gap - CAR_LENGTH, leaderSpeed);
        double faster = Math.max(0, v + a * TICK);
        state.carSpeed[car] = faster;
        state.carProgress[car] = s + 0.5 * (v + faster) * TICK;
        place(car, scenario.task.ways[way]);
    }

    private int leader(CompiledTask task, int base, int i) {
        int car = base + i;
        double[] sharedUntil = task.sharedUntil[state.carWay[car]];
        for (int other = car - 1; other >= base; other--) {
            if (state.carStream[other] == state.carStream[car]
                    && state.carProgress[other] <= sharedUntil[state.carWay[other]]) {
                return other;
            }
        }
        return -1;
    }

    static double accelerate(CompiledScenario scenario, double v, double freeSpeed, double gap, double leaderSpeed) {
        double ratio = v / freeSpeed;
        double free = ratio * ratio;
        double room = scenario.idmStandstillGap
                + Math.max(0, v * scenario.idmTimeGap + v * (v - leaderSpeed) * scenario.idmBraking);
        double closeness = room / Math.max(SMALLEST_GAP, gap);
        double a = scenario.idmAcceleration * (1 - free * free - closeness * closeness);
        return Math.max(HARDEST_BRAKING, a);
    }

    private void place(int car, Path way) {
        double at = state.carProgress[car] * Path.PER_METRE;
        int i = Math.min((int) at, way.samples - 2);
        double f = at - i;
        state.carX[car] = way.x[i] + f * (way.x[i + 1] - way.x[i]);
        state.carY[car] = way.y[i] + f * (way.y[i + 1] - way.y[i]);
        state.carCos[car] = way.cos[i] + f * (way.cos[i + 1] - way.cos[i]);
        state.carSin[car] = way.sin[i] + f * (way.sin[i + 1] - way.sin[i]);
    }

    /** Projects the ego vehicle on every way that its route comes near. */
    private void locateEgo(int e, CompiledScenario scenario, boolean ego) {
        CompiledTask task = scenario.task;
        for (int way = 0; way < task.ways.length; way++) {
            egoAt[way] = -1;
            if (ego && scenario.seesEgo) {
                locateEgo(e, task, way);
            }
        }
    }

    private void locateEgo(int e, CompiledTask task, int way) {
        int at = state.sample[e];
        double reach = CompiledTask.CONFLICT_DISTANCE + Math.abs(state.lateral[e]) + Path.SPACING;
        if (task.routeOnWay[way].distance[at] > reach) {
            return;
        }
        Path path = task.ways[way];
        double px = state.x[e];
        double py = state.y[e];
        int i = path.follow(task.routeOnWay[way].sample[at], px, py);
        double dx = px - path.x[i];
        double dy = py - path.y[i];
        double across = dy * path.cos[i] - dx * path.sin[i];
        if (Math.abs(across) < CompiledTask.CONFLICT_DISTANCE) {
            egoAt[way] = i * Path.SPACING + dx * path.cos[i] + dy * path.sin[i];
            double cos = state.cos[e] * path.cos[i] + state.sin[e] * path.sin[i];
            double sin = state.sin[e] * path.cos[i] - state.cos[e] * path.sin[i];
            egoSpeedAlong[way] = state.speed[e] * (cos * state.slipCos[e] - sin * state.slipSin[e]);
        }
    }

    private void removeArrived(int e, CompiledScenario scenario) {
        int base = e * CARS;
        for (int i = state.cars[e] - 1; i >= 0; i--) {
            int car = base + i;
            if (state.carProgress[car] >= scenario.task.ways[state.carWay[car]].length()) {
                remove(e, i);
            }
        }
    }

    private void remove(int e, int i) {
        int last = --state.cars[e];
        int base = e * CARS;
        for (int k = base + i; k < base + last; k++) {
            state.carWay[k] = state.carWay[k + 1];
            state.carStream[k] = state.carStream[k + 1];
            state.carProgress[k] = state.carProgress[k + 1];
            state.carSpeed[k] = state.carSpeed[k + 1];
            state.carX[k] = state.carX[k + 1];
            state.carY[k] = state.carY[k + 1];
            state.carCos[k] = state.carCos[k + 1];
            state.carSin[k] = state.carSin[k + 1];
        }
    }

    private void spawn(int e, CompiledScenario scenario) {
        for (int stream = 0; stream < scenario.streamSpeed.length; stream++) {
            int timer = e * STREAMS + stream;
            state.nextCar[timer] -= TICK;
            if (state.nextCar[timer] <= 0 && state.cars[e] < CARS && sourceIsFree(e, stream)) {
                state.nextCar[timer] += scenario.headwayFrom[stream] + scenario.headwayRange[stream] * state.random(e);
                add(e, scenario, stream);
            }
        }
    }

    private boolean sourceIsFree(int e, int stream) {
        int base = e * CARS;
        for (int car = base + state.cars[e] - 1; car >= base; car--) {
            if (state.carStream[car] == stream) {
                return state.carProgress[car] >= SPAWN_DISTANCE;
            }
        }
        return true;
    }

    private void add(int e, CompiledScenario scenario, int stream) {
        int car = e * CARS + state.cars[e]++;
        int choice = (int) (state.random(e) * scenario.task.wayCount[stream]);
        state.carStream[car] = stream;
        state.carWay[car] = scenario.task.firstWay[stream] + choice;
        state.carProgress[car] = 0;
        state.carSpeed[car] = scenario.streamSpeed[stream];
        place(car, scenario.task.ways[state.carWay[car]]);
    }
}
