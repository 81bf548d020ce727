package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.State.STREAMS;
import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.math.Trig;
import io.slipstream.sim.task.LeadCar;

/**
 * Moves the other cars where they change lanes, turn as they like or meet other streams: they follow by the intelligent driver model,
 * wait for those who go first, and change lanes when that pays.
 */
final class NetworkPass implements CarPass {
    private static final int SHORTEST_WARM_UP = 150;
    private static final int WARM_UP_RANGE = 61;
    /** Where all cars are there from the beginning they only have to come to terms with each other. */
    private static final int SETTLING = 30;
    /** How far from the ego vehicle cars are put on the road, m. */
    private static final double NEIGHBOURHOOD = 130;

    private static final int TRIES = 20;
    private static final double PUT_APART = 12;
    private static final double SPAWN_DISTANCE = 7.5;
    /** Who would have to brake harder than this does not come yet, m/s2. */
    private static final double SPAWN_BRAKING = -3;
    /** Room around the ego vehicle when it appears, and behind it in its lane, m. */
    private static final double ROOM_AROUND = 8;

    private static final double ROOM_BEHIND = 28;
    /** How strongly a car is drawn to the middle of its lane, 1/s2; it gets there without passing it. */
    private static final double CENTRING = 1.5;

    private static final double CENTRING_DAMPING = 2 * Math.sqrt(CENTRING);
    private static final double CENTRED = 0.02;
    private static final double STANDING = 0.3;

    private final State state;
    private final CarTable table;
    private final RoadView view;
    private final Yielding yielding;
    private final LaneChanges laneChanges;
    private final EgoOnWays egoOnWays;
    private final double[] acceleration = new double[CARS];

    NetworkPass(State state) {
        this.state = state;
        table = new CarTable(state);
        view = new RoadView(state);
        yielding = new Yielding(state);
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
            populate(e, scenario);
        }
    }

    @Override
    public int warmUp(int e) {
        return state.scenario[e].task.traffic.arrivals == 0
                ? SETTLING
                : SHORTEST_WARM_UP + (int) (state.random(e) * WARM_UP_RANGE);
    }

    /** Puts cars at random on the roads near the ego vehicle. */
    private void populate(int e, CompiledScenario scenario) {
        CompiledTraffic traffic = scenario.task.traffic;
        for (int attempt = 0; attempt < TRIES * traffic.mostCars && state.cars[e] < traffic.mostCars; attempt++) {
            int lane = (int) (state.random(e) * traffic.firstWay.length);
            int way = draw(e, traffic, lane);
            double progress = state.random(e) * traffic.end[way];
            Path path = traffic.ways[way];
            double dx = path.xAt(progress) - state.x[e];
            double dy = path.yAt(progress) - state.y[e];
            if (dx * dx + dy * dy < NEIGHBOURHOOD * NEIGHBOURHOOD
                    && isFree(e, path.xAt(progress), path.yAt(progress))) {
                int car = add(e, scenario, lane, way, progress);
                state.carSpeed[car] = Math.min(state.carSpeed[car], traffic.bendSpeed[way][path.floorIndex(progress)]);
            }
        }
    }

    private boolean isFree(int e, double x, double y) {
        for (int car = e * CARS; car < e * CARS + state.cars[e]; car++) {
            double dx = state.carX[car] - x;
            double dy = state.carY[car] - y;
            if (dx * dx + dy * dy < PUT_APART * PUT_APART) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void enter(int e) {
        CompiledScenario scenario = state.scenario[e];
        for (int i = state.cars[e] - 1; i >= 0; i--) {
            int car = e * CARS + i;
            double dx = state.carX[car] - state.x[e];
            double dy = state.carY[car] - state.y[e];
            double ego = egoOnWays.at(e, scenario.task, state.carWay[car]);
            double ahead = ego - state.carProgress[car];
            if (dx * dx + dy * dy < ROOM_AROUND * ROOM_AROUND || ego >= 0 && ahead > 0 && ahead < ROOM_BEHIND) {
                table.remove(e, i);
            }
        }
        if (scenario.task.traffic.leadLane >= 0) {
            addLeadCar(e, scenario);
        }
    }

    private void addLeadCar(int e, CompiledScenario scenario) {
        LeadCar lead = scenario.task.task.features().leadCar().orElseThrow();
        double ahead = lead.aheadFrom() + state.random(e) * (lead.aheadTo() - lead.aheadFrom());
        int lane = scenario.task.traffic.leadLane;
        int car = table.add(e, lane, scenario.task.traffic.firstWay[lane], ahead, scenario.streamSpeed[lane]);
        state.carTimer[car] = (int) (state.random(e) * scenario.leadPeriod);
    }

    @Override
    public void step(int e, boolean ego) {
        CompiledScenario scenario = state.scenario[e];
        int base = e * CARS;
        int count = state.cars[e];
        for (int i = 0; i < count; i++) {
            acceleration[i] = accelerate(e, scenario, base + i, ego);
        }
        for (int i = 0; i < count; i++) {
            if (state.carStream[base + i] != scenario.task.traffic.leadLane) {
                laneChanges.think(e, base + i, ego);
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            move(scenario, base + i, acceleration[i]);
            goOn(e, scenario, i);
        }
        spawn(e, scenario, ego);
    }

    private double accelerate(int e, CompiledScenario scenario, int car, boolean ego) {
        CompiledTraffic traffic = scenario.task.traffic;
        int way = state.carWay[car];
        double s = state.carProgress[car];
        double v = state.carSpeed[car];
        view.look(e, way, s, car, ego);
        double bend = traffic.bendSpeed[way][traffic.ways[way].floorIndex(s)];
        double free = Math.min(state.carDesiredSpeed[car], bend);
        double leaderSpeed = view.leader == RoadView.NOBODY ? v : view.leaderSpeed;
        double a = TrafficPass.accelerate(scenario, v, free, view.leaderGap, leaderSpeed);
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
            swing(scenario, car);
        } else if (state.carOffset[car] != 0) {
            centre(car);
        }
    }

    /** Swings about the middle of the lane. */
    private void swing(CompiledScenario scenario, int car) {
        int tick = (state.carTimer[car] + 1) % scenario.leadPeriod;
        state.carTimer[car] = tick;
        double rate = 2 * Math.PI / scenario.leadPeriod;
        state.carOffset[car] = scenario.leadSwing * Trig.sin(tick * rate);
        state.carOffsetRate[car] = scenario.leadSwing * rate / TICK * Trig.cos(tick * rate);
    }

    /** Draws a car to the middle of its lane. */
    private void centre(int car) {
        double offset = state.carOffset[car];
        double rate = state.carOffsetRate[car];
        rate -= (CENTRING * offset + CENTRING_DAMPING * rate) * TICK;
        offset += rate * TICK;
        if (Math.abs(offset) < CENTRED) {
            offset = 0;
            rate = 0;
            state.carLeaving[car] = -1;
        }
        state.carOffset[car] = offset;
        state.carOffsetRate[car] = rate;
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
            state.carWay[car] = draw(e, traffic, traffic.next[way]);
            state.carLeaving[car] = -1;
            table.placeBeside(car, traffic.ways[state.carWay[car]]);
        }
    }

    private int draw(int e, CompiledTraffic traffic, int lane) {
        int count = traffic.wayCount[lane];
        return traffic.firstWay[lane] + (count == 1 ? 0 : (int) (state.random(e) * count));
    }

    private void spawn(int e, CompiledScenario scenario, boolean ego) {
        CompiledTraffic traffic = scenario.task.traffic;
        for (int lane = 0; lane < traffic.arrivals; lane++) {
            int timer = e * STREAMS + lane;
            state.nextCar[timer] -= TICK;
            if (state.nextCar[timer] <= 0 && state.cars[e] < traffic.mostCars && sourceIsFree(e, scenario, lane, ego)) {
                state.nextCar[timer] += scenario.headwayFrom[lane] + scenario.headwayRange[lane] * state.random(e);
                add(e, scenario, lane, draw(e, traffic, lane), 0);
            }
        }
    }

    /** Whether somebody can come at full speed. */
    private boolean sourceIsFree(int e, CompiledScenario scenario, int lane, boolean ego) {
        view.look(e, scenario.task.traffic.firstWay[lane], 0, RoadView.NOBODY, ego);
        double speed = scenario.streamSpeed[lane] + 0.5 * scenario.speedRange[lane];
        double gap = view.leaderGap;
        return view.leader == RoadView.NOBODY
                || gap + TrafficPass.CAR_LENGTH >= SPAWN_DISTANCE
                        && TrafficPass.accelerate(scenario, speed, speed, gap, view.leaderSpeed) > SPAWN_BRAKING;
    }

    private int add(int e, CompiledScenario scenario, int lane, int way, double progress) {
        double speed = scenario.streamSpeed[lane];
        if (scenario.speedRange[lane] > 0) {
            speed += scenario.speedRange[lane] * state.random(e);
        }
        int car = table.add(e, lane, way, progress, speed);
        state.carTimer[car] = 1 + state.cars[e] % 10;
        return car;
    }
}
