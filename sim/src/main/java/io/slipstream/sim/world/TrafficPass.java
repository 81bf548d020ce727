package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.State.STREAMS;
import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.task.Task;

/**
 * Moves the other cars of streams that never meet: the order in which they came is their order on the road, which makes it fast. They
 * follow each other by the intelligent driver model, come and go.
 */
final class TrafficPass implements CarPass {
    /** Length of every car, m. */
    static final double CAR_LENGTH = 4.5;

    private static final double SPAWN_DISTANCE = 7.5;
    private static final double HARDEST_BRAKING = -6;
    private static final double SMALLEST_GAP = 0.1;
    private static final int SHORTEST_WARM_UP = 150;
    private static final int WARM_UP_RANGE = 61;

    private final State state;
    private final CarTable table;
    private final EgoOnWays egoOnWays;
    /** [way]: where the ego vehicle stands in the way, m, or a negative number. */
    private final double[] egoAt = new double[Task.MAX_WAYS];

    private final double[] egoSpeedAlong = new double[Task.MAX_WAYS];

    TrafficPass(State state) {
        this.state = state;
        table = new CarTable(state);
        egoOnWays = new EgoOnWays(state);
    }

    @Override
    public void reset(int e) {
        state.cars[e] = 0;
        CompiledScenario scenario = state.scenario[e];
        for (int i = 0; i < scenario.headwayFrom.length; i++) {
            state.nextCar[e * STREAMS + i] = state.random(e) * scenario.headwayFrom[i];
        }
    }

    @Override
    public int warmUp(int e) {
        return SHORTEST_WARM_UP + (int) (state.random(e) * WARM_UP_RANGE);
    }

    @Override
    public void enter(int e) {
        // Its lane is free: nobody comes where it begins.
    }

    @Override
    public void step(int e, boolean ego) {
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
        table.place(car, scenario.task.ways[way]);
    }

    private int leader(CompiledTask task, int base, int i) {
        int car = base + i;
        double[] sharedUntil = task.traffic.sharedUntil[state.carWay[car]];
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

    /** Projects the ego vehicle on every way that its route comes near. */
    private void locateEgo(int e, CompiledScenario scenario, boolean ego) {
        CompiledTask task = scenario.task;
        for (int way = 0; way < task.ways.length; way++) {
            egoAt[way] = -1;
            if (ego && scenario.seesEgo) {
                egoAt[way] = egoOnWays.at(e, task, way);
                egoSpeedAlong[way] = egoOnWays.speedAlong;
            }
        }
    }

    private void removeArrived(int e, CompiledScenario scenario) {
        int base = e * CARS;
        for (int i = state.cars[e] - 1; i >= 0; i--) {
            int car = base + i;
            if (state.carProgress[car] >= scenario.task.ways[state.carWay[car]].length()) {
                table.remove(e, i);
            }
        }
    }

    private void spawn(int e, CompiledScenario scenario) {
        for (int stream = 0; stream < scenario.headwayFrom.length; stream++) {
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
        CompiledTraffic traffic = scenario.task.traffic;
        int choice = (int) (state.random(e) * traffic.wayCount[stream]);
        table.add(e, stream, traffic.firstWay[stream] + choice, 0, scenario.streamSpeed[stream]);
    }
}
