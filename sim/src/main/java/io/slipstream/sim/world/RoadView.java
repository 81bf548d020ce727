package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.TrafficPass.CAR_LENGTH;

import java.util.Arrays;

/**
 * Who is ahead of and behind a place in a lane, the ego vehicle included. What it finds holds until it is asked again.
 */
final class RoadView {
    /** Nobody. */
    static final int NOBODY = -1;
    /** The ego vehicle. */
    static final int EGO = -2;

    private static final int[] NOWHERE = {};

    private final State state;
    private final EgoOnWays egoOnWays;
    private final CarsOnWays cars;
    /** [way]: where the ego vehicle is on it, m; negative when it is not, NaN until somebody wants to know. */
    private double[] egoAt = {};

    private double[] egoSpeed = {};
    /** The ways that the ego vehicle may be on. */
    private int[] egoWays = NOWHERE;

    /** Index of the car ahead, or one of the above. */
    int leader;
    /** From bumper to bumper, m. */
    double leaderGap;

    double leaderSpeed;
    int follower;
    double followerGap;
    double followerSpeed;

    RoadView(State state, CarsOnWays cars) {
        this.state = state;
        this.cars = cars;
        egoOnWays = new EgoOnWays(state);
    }

    /**
     * Finds out where everybody is, with or without the ego vehicle; necessary whenever somebody has moved, come or gone. Allocates when
     * the environment's task has more ways than any before it.
     */
    void begin(int e, boolean ego) {
        cars.sort(e);
        for (int way : egoWays) {
            egoAt[way] = -1;
        }
        egoWays = NOWHERE;
        CompiledScenario scenario = state.scenario[e];
        if (egoAt.length < scenario.task.ways.length) {
            egoAt = new double[scenario.task.ways.length];
            egoSpeed = new double[egoAt.length];
            Arrays.fill(egoAt, -1);
        }
        if (ego && scenario.seesEgo) {
            egoWays = scenario.task.waysAt(state.sample[e]);
            for (int way : egoWays) {
                egoAt[way] = Double.NaN;
            }
        }
    }

    /** Tells that a car has begun to leave its way for another one. */
    void changed(int e, int car) {
        cars.put(e, car - e * CARS);
    }

    /** Looks ahead only, from a place on a way as {@code self}, which is not looked at itself. */
    void lookAhead(int e, int way, double progress, int self) {
        int base = e * CARS;
        double nearest = Double.POSITIVE_INFINITY;
        int first = NOBODY;
        int left = cars.present(way);
        while (left != 0) {
            int i = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            double ahead = cars.progress(way, i) - progress;
            boolean isAhead = ahead > 0 || ahead == 0 && base + i < self;
            if (isAhead && ahead < nearest) {
                nearest = ahead;
                first = base + i;
            }
        }
        leader = first;
        leaderGap = nearest - CAR_LENGTH;
        leaderSpeed = first == NOBODY ? 0 : state.carSpeed[first];
        double at = egoAt(e, way);
        if (at > progress && at - progress - CAR_LENGTH < leaderGap) {
            leader = EGO;
            leaderGap = at - progress - CAR_LENGTH;
            leaderSpeed = egoSpeed[way];
        }
    }

    /** Looks ahead and behind, from a place on a way as {@code self}, which is not looked at itself. */
    void look(int e, int way, double progress, int self) {
        lookAhead(e, way, progress, self);
        int base = e * CARS;
        follower = NOBODY;
        followerGap = Double.POSITIVE_INFINITY;
        int left = cars.present(way);
        while (left != 0) {
            int i = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            double behind = progress - cars.progress(way, i);
            boolean isBehind = behind > 0 || behind == 0 && base + i > self;
            if (isBehind && behind - CAR_LENGTH < followerGap) {
                follower = base + i;
                followerGap = behind - CAR_LENGTH;
                followerSpeed = state.carSpeed[follower];
            }
        }
        double at = egoAt(e, way);
        if (at >= 0 && at <= progress && progress - at - CAR_LENGTH < followerGap) {
            follower = EGO;
            followerGap = progress - at - CAR_LENGTH;
            followerSpeed = egoSpeed[way];
        }
    }

    private double egoAt(int e, int way) {
        double at = egoAt[way];
        if (Double.isNaN(at)) {
            at = egoOnWays.at(e, state.scenario[e].task, way);
            egoAt[way] = at;
            egoSpeed[way] = egoOnWays.speedAlong;
        }
        return at;
    }
}
