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
    /** [way]: where the ego vehicle is on it, m; negative when it is not. */
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

    RoadView(State state) {
        this.state = state;
        egoOnWays = new EgoOnWays(state);
        cars = new CarsOnWays(state);
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
            locateEgo(e, scenario.task);
        }
    }

    private void locateEgo(int e, CompiledTask task) {
        egoWays = task.waysAt(state.sample[e]);
        for (int way : egoWays) {
            egoAt[way] = egoOnWays.at(e, task, way);
            egoSpeed[way] = egoOnWays.speedAlong;
        }
    }

    /** Tells that a car has begun to leave its way for another one. */
    void changed(int e, int car) {
        cars.put(e, car - e * CARS);
    }

    /** Looks from a place on a way as {@code self}, which is not looked at itself. */
    void look(int e, int way, double progress, int self) {
        leader = NOBODY;
        leaderGap = Double.POSITIVE_INFINITY;
        follower = NOBODY;
        followerGap = Double.POSITIVE_INFINITY;
        int base = e * CARS;
        int left = cars.present(way);
        while (left != 0) {
            int i = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            int car = base + i;
            if (car != self) {
                double ahead = cars.progress(way, i) - progress;
                see(car, ahead, state.carSpeed[car], ahead > 0 || ahead == 0 && car < self);
            }
        }
        double at = egoAt[way];
        if (at >= 0) {
            see(EGO, at - progress, egoSpeed[way], at > progress);
        }
    }

    private void see(int who, double ahead, double speed, boolean inFront) {
        if (inFront && ahead - CAR_LENGTH < leaderGap) {
            leader = who;
            leaderGap = ahead - CAR_LENGTH;
            leaderSpeed = speed;
        } else if (!inFront && -ahead - CAR_LENGTH < followerGap) {
            follower = who;
            followerGap = -ahead - CAR_LENGTH;
            followerSpeed = speed;
        }
    }
}
