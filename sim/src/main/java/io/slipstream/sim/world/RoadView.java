package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;
import static io.slipstream.sim.world.TrafficPass.CAR_LENGTH;

/**
 * Who is ahead of and behind a place in a lane, the ego vehicle included. What it finds holds until it is asked again.
 */
final class RoadView {
    /** Nobody. */
    static final int NOBODY = -1;
    /** The ego vehicle. */
    static final int EGO = -2;

    /** A car further beside its way than this is still in the lane it comes from, m. */
    private static final double STILL_THERE = 1.2;

    private final State state;
    private final EgoOnWays egoOnWays;

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
    }

    /** Looks from a place on a way as {@code self}, which is not looked at itself. */
    void look(int e, int way, double progress, int self, boolean ego) {
        leader = NOBODY;
        leaderGap = Double.POSITIVE_INFINITY;
        follower = NOBODY;
        followerGap = Double.POSITIVE_INFINITY;
        CompiledTask task = state.scenario[e].task;
        int end = e * CARS + state.cars[e];
        for (int car = e * CARS; car < end; car++) {
            if (car != self) {
                double ahead = on(task.traffic, car, way) - progress;
                see(car, ahead, state.carSpeed[car], ahead > 0 || ahead == 0 && car < self);
            }
        }
        if (ego && state.scenario[e].seesEgo) {
            double at = egoOnWays.at(e, task, way);
            if (at >= 0) {
                see(EGO, at - progress, egoOnWays.speedAlong, at > progress);
            }
        }
    }

    /** A distance that is no number is seen by nobody. */
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

    /** How far along a way a car is in its lane, m; NaN when it is not in it. */
    private double on(CompiledTraffic traffic, int car, int way) {
        double at = convert(traffic, state.carWay[car], state.carProgress[car], way);
        if (Double.isNaN(at) && state.carLeaving[car] >= 0 && Math.abs(state.carOffset[car]) > STILL_THERE) {
            return convert(traffic, state.carLeaving[car], state.carProgress[car], way);
        }
        return at;
    }

    private static double convert(CompiledTraffic traffic, int from, double progress, int way) {
        if (from == way) {
            return progress;
        }
        int pair = way * traffic.ways.length + from;
        return progress >= traffic.linkFrom[pair] && progress <= traffic.linkTo[pair]
                ? progress + traffic.linkShift[pair]
                : Double.NaN;
    }
}
