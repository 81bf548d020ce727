package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.State.STREAMS;
import static io.slipstream.sim.world.State.TICK;

/**
 * Moves the other cars where they change lanes, turn as they like or meet other streams: they follow by the intelligent driver model,
 * wait for those who go first, and change lanes when that pays.
 */
final class NetworkPass implements CarPass {
    private static final int SHORTEST_WARM_UP = 150;
    private static final int WARM_UP_RANGE = 61;
    /** Where all cars are there from the beginning they only have to come to terms with each other. */
    private static final int SETTLING = 30;
    /** Room around the ego vehicle when it appears, and behind it in its lane, m. */
    private static final double ROOM_AROUND = 8;

    private static final double ROOM_BEHIND = 28;
    /** A car further beside its new lane than this may touch those in the old one, m. */
    private static final double BESIDE = 1.6;
    /** How much nearer to those it comes than it would in their lane, m. */
    private static final double SWERVING = 2;

    private static final double STANDING = 0.3;

    private final State state;
    private final CarTable table;
    private final RoadView view;
    private final NetworkArrivals arrivals;
    private final SideMotion sideMotion;
    private final Yielding yielding;
    private final LaneChanges laneChanges;
    private final EgoOnWays egoOnWays;
    private final double[] acceleration = new double[CARS];

    NetworkPass(State state) {
        this.state = state;
        table = new CarTable(state);
        CarsOnWays cars = new CarsOnWays(state);
        view = new RoadView(state, cars);
        arrivals = new NetworkArrivals(state, table, view);
        sideMotion = new SideMotion(state);
        yielding = new Yielding(state, cars);
        laneChanges = new LaneChanges(state, view);
        egoOnWays = new EgoOnWays(state);
    }

    @Override
    public void reset(int e) {
        state.cars[e] = 0;
        CompiledScenario scenario = state.scenario[e];
        CompiledTraffic traffic = scenario.task.traffic;
        for (int i = 0; i < traffic.arrivals; i++) {
            state.nextCar[e * STREAMS + i] = state.random(e) * scenario.headwayFrom[i];
        }
        if (traffic.arrivals == 0 && traffic.leadLane < 0) {
            arrivals.populate(e, scenario);
        }
    }

    @Override
    public int warmUp(int e) {
        return state.scenario[e].task.traffic.arrivals == 0
                ? SETTLING
                : SHORTEST_WARM_UP + (int) (state.random(e) * WARM_UP_RANGE);
    }

    @Override
    public void enter(int e) {
        CompiledScenario scenario = state.scenario[e];
        for (int i = state.cars[e] - 1; i >= 0; i--) {
            int car = e * CARS + i;
            double dx = state.carX[car] - state.x[e];
            double dy = state.carY[car] - state.y[e];
            int leaving = state.carLeaving[car];
            if (dx * dx + dy * dy < ROOM_AROUND * ROOM_AROUND
                    || isCloseBehind(e, scenario.task, car, state.carWay[car])
                    || leaving >= 0 && isCloseBehind(e, scenario.task, car, leaving)) {
                table.remove(e, i);
            }
        }
        if (scenario.task.traffic.leadLane >= 0) {
            arrivals.addLeadCar(e, scenario);
        }
    }

    private boolean isCloseBehind(int e, CompiledTask task, int car, int way) {
        double ego = egoOnWays.at(e, task, way);
        double ahead = ego - state.carProgress[car];
        return ego >= 0 && ahead > 0 && ahead < ROOM_BEHIND;
    }

    @Override
    public void step(int e, boolean ego) {
        CompiledScenario scenario = state.scenario[e];
        int base = e * CARS;
        int count = state.cars[e];
        view.begin(e, ego);
        for (int i = 0; i < count; i++) {
            acceleration[i] = accelerate(e, scenario, base + i);
        }
        for (int i = 0; i < count; i++) {
            if (state.carStream[base + i] != scenario.task.traffic.leadLane) {
                laneChanges.think(e, base + i);
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            move(scenario, base + i, acceleration[i]);
            goOn(e, scenario, i);
        }
        arrivals.spawn(e, scenario, ego);
    }

    private double accelerate(int e, CompiledScenario scenario, int car) {
        CompiledTraffic traffic = scenario.task.traffic;
        int way = state.carWay[car];
        double s = state.carProgress[car];
        double v = state.carSpeed[car];
        view.lookAhead(e, way, s, car);
        double bend = traffic.bendSpeed[way][traffic.ways[way].floorIndex(s)];
        double free = Math.min(state.carDesiredSpeed[car] * scenario.faster, bend);
        double leaderSpeed = view.leader == RoadView.NOBODY ? v : view.leaderSpeed;
        double a = TrafficPass.accelerate(scenario, v, free, view.leaderGap, leaderSpeed);
        if (state.carLeaving[car] >= 0 && Math.abs(state.carOffset[car]) > BESIDE) {
            // Who is ahead in the lane it comes from is still in its way.
            view.lookAhead(e, state.carLeaving[car], s, car);
            if (view.leader != RoadView.NOBODY) {
                double gap = view.leaderGap + SWERVING;
                a = Math.min(a, TrafficPass.accelerate(scenario, v, free, gap, view.leaderSpeed));
            }
        }
        double room = yielding.room(e, car);
        return room < Double.POSITIVE_INFINITY ? Math.min(a, TrafficPass.accelerate(scenario, v, free, room, 0)) : a;
    }

    private void move(CompiledScenario scenario, int car, double a) {
        double v = state.carSpeed[car];
        double faster = Math.max(0, v + a * TICK);
        state.carSpeed[car] = faster;
        state.carProgress[car] += 0.5 * (v + faster) * TICK;
        state.carStanding[car] = faster < STANDING ? state.carStanding[car] + 1 : 0;
        if (state.carStream[car] == scenario.task.traffic.leadLane) {
            sideMotion.swing(scenario, car);
        } else if (state.carOffset[car] != 0) {
            sideMotion.centre(car);
        }
    }

    /** Takes a car that has come to the end of its way to the next lane, or away. */
    private void goOn(int e, CompiledScenario scenario, int i) {
        CompiledTraffic traffic = scenario.task.traffic;
        int car = e * CARS + i;
        int way = state.carWay[car];
        if (state.carProgress[car] < traffic.end[way]) {
            table.placeBeside(car, traffic.ways[way]);
        } else if (traffic.next[way] < 0) {
            table.remove(e, i);
        } else {
            state.carProgress[car] -= traffic.end[way];
            state.carStream[car] = traffic.next[way];
            state.carWay[car] = arrivals.draw(e, traffic, traffic.next[way]);
            state.carLeaving[car] = -1;
            table.placeBeside(car, traffic.ways[state.carWay[car]]);
        }
    }
}
