package io.slipstream.sim.world;

/** Lane changes by the model MOBIL: to where it goes better, as long as that costs the others little and nobody has to brake hard. */
final class LaneChanges {
    private static final double POLITENESS = 0.2;
    /** The least that a change has to bring, m/s2. */
    private static final double GAIN = 0.2;
    /** What the car behind in the new lane may be made to do at most, m/s2. */
    private static final double SAFE = -2;
    /** Between two thoughts, ticks. */
    private static final int EVERY = 10;
    /** Nobody changes right behind a junction, m. */
    private static final double FROM = 8;

    private static final double SMALLEST_GAP = 0.5;
    /** What is needed ahead to swerve around whoever is there, m. */
    private static final double SWERVE_ROOM = 6;

    private final State state;
    private final RoadView view;

    LaneChanges(State state, RoadView view) {
        this.state = state;
        this.view = view;
    }

    /** Lets a car think of another lane when it is time to, and start to change. */
    void think(int e, int car) {
        if (--state.carTimer[car] > 0) {
            return;
        }
        state.carTimer[car] = EVERY;
        CompiledTraffic traffic = state.scenario[e].task.traffic;
        int lane = state.carStream[car];
        double s = state.carProgress[car];
        if (s < FROM || s > traffic.changeUntil[lane] || state.carOffset[car] != 0) {
            return;
        }
        int left = traffic.left[lane] < 0 ? -1 : draw(e, traffic, traffic.left[lane]);
        int right = traffic.right[lane] < 0 ? -1 : draw(e, traffic, traffic.right[lane]);
        if (left < 0 && right < 0) {
            return;
        }
        double stay = staying(e, car);
        if (view.leaderGap < SWERVE_ROOM) {
            return;
        }
        double toLeft = left < 0 ? 0 : gain(e, car, left, stay);
        double toRight = right < 0 ? 0 : gain(e, car, right, stay);
        if (Math.max(toLeft, toRight) > GAIN) {
            boolean goLeft = toLeft >= toRight;
            change(e, car, goLeft ? left : right, goLeft ? traffic.left[lane] : traffic.right[lane]);
        }
    }

    private int draw(int e, CompiledTraffic traffic, int lane) {
        int count = traffic.wayCount[lane];
        return traffic.firstWay[lane] + (count == 1 ? 0 : (int) (state.random(e) * count));
    }

    /** What staying is worth: the own acceleration, less what leaving would do for the car behind. */
    private double staying(int e, int car) {
        view.look(e, state.carWay[car], state.carProgress[car], car);
        double own = own(e, car);
        if (view.follower == RoadView.NOBODY) {
            return own;
        }
        return own - POLITENESS * (followerAlone(e) - followerBehind(e, state.carSpeed[car]));
    }

    /** What a way in another lane is worth more than staying, m/s2; negative infinity when it is not safe. */
    private double gain(int e, int car, int way, double stay) {
        view.look(e, way, state.carProgress[car], car);
        if (view.leaderGap < SMALLEST_GAP || view.followerGap < SMALLEST_GAP) {
            return Double.NEGATIVE_INFINITY;
        }
        double value = own(e, car);
        if (view.follower != RoadView.NOBODY) {
            double behind = followerBehind(e, state.carSpeed[car]);
            if (behind < SAFE) {
                return Double.NEGATIVE_INFINITY;
            }
            value += POLITENESS * (behind - followerAlone(e));
        }
        return value - stay;
    }

    private double own(int e, int car) {
        return TrafficPass.accelerate(
                state.scenario[e],
                state.carSpeed[car],
                state.carDesiredSpeed[car] * state.scenario[e].faster,
                view.leaderGap,
                view.leader == RoadView.NOBODY ? state.carSpeed[car] : view.leaderSpeed);
    }

    /** The acceleration of the car behind with the changing one before it. */
    private double followerBehind(int e, double speed) {
        return TrafficPass.accelerate(
                state.scenario[e], view.followerSpeed, followerDesired(e), view.followerGap, speed);
    }

    /** The acceleration of the car behind without the changing one. */
    private double followerAlone(int e) {
        double gap = view.followerGap + TrafficPass.CAR_LENGTH + view.leaderGap;
        double ahead = view.leader == RoadView.NOBODY ? view.followerSpeed : view.leaderSpeed;
        return TrafficPass.accelerate(state.scenario[e], view.followerSpeed, followerDesired(e), gap, ahead);
    }

    private double followerDesired(int e) {
        return view.follower == RoadView.EGO
                ? state.scenario[e].desiredSpeed
                : state.carDesiredSpeed[view.follower] * state.scenario[e].faster;
    }

    private void change(int e, int car, int way, int lane) {
        Path path = state.scenario[e].task.ways[way];
        int i = path.floorIndex(state.carProgress[car]);
        double dx = state.carX[car] - path.x[i];
        double dy = state.carY[car] - path.y[i];
        state.carLeaving[car] = state.carWay[car];
        state.carWay[car] = way;
        state.carStream[car] = lane;
        state.carOffset[car] = dy * path.cos[i] - dx * path.sin[i];
        state.carOffsetRate[car] = 0;
        view.changed(e, car);
    }
}
