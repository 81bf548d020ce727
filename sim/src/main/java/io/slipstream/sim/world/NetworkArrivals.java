package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.State.STREAMS;
import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.task.LeadCar;

/** Puts cars on the roads of a network: at the beginning anywhere, later where lanes start. */
final class NetworkArrivals {
    /** How far from the ego vehicle cars are put on the road, m. */
    private static final double NEIGHBOURHOOD = 130;

    private static final int TRIES = 20;
    private static final double PUT_APART = 12;
    private static final double SPAWN_DISTANCE = 7.5;
    /** Who would have to brake harder than this does not come yet, m/s2. */
    private static final double SPAWN_BRAKING = -3;

    private final State state;
    private final CarTable table;
    private final RoadView view;

    NetworkArrivals(State state, CarTable table, RoadView view) {
        this.state = state;
        this.table = table;
        this.view = view;
    }

    /** Puts cars at random on the roads near the ego vehicle. */
    void populate(int e, CompiledScenario scenario) {
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

    /** Puts the lead car before the ego vehicle. */
    void addLeadCar(int e, CompiledScenario scenario) {
        LeadCar lead = scenario.task.task.features().leadCar().orElseThrow();
        double ahead = lead.aheadFrom() + state.random(e) * (lead.aheadTo() - lead.aheadFrom());
        int lane = scenario.task.traffic.leadLane;
        int car = table.add(e, lane, scenario.task.traffic.firstWay[lane], ahead, scenario.streamSpeed[lane]);
        state.carTimer[car] = (int) (state.random(e) * scenario.leadPeriod);
    }

    /** Lets those come who are due, where there is room. */
    void spawn(int e, CompiledScenario scenario, boolean ego) {
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
        view.begin(e, ego);
        view.lookAhead(e, scenario.task.traffic.firstWay[lane], 0, RoadView.NOBODY);
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

    /** One of the ways of a lane. */
    int draw(int e, CompiledTraffic traffic, int lane) {
        int count = traffic.wayCount[lane];
        return traffic.firstWay[lane] + (count == 1 ? 0 : (int) (state.random(e) * count));
    }
}
