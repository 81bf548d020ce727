package io.slipstream.sim.world;

/** Projects the ego vehicle on the ways of the other cars. */
final class EgoOnWays {
    private final State state;
    /** Its speed along the way last asked for, m/s; valid when it was on it. */
    double speedAlong;

    EgoOnWays(State state) {
        this.state = state;
    }

    /** How far along a way the ego vehicle is, m, or a negative number when it is not on it. */
    double at(int e, CompiledTask task, int way) {
        int at = state.sample[e];
        double reach = CompiledTask.CONFLICT_DISTANCE + Math.abs(state.lateral[e]) + Path.SPACING;
        if (task.routeOnWay[way].distance[at] > reach) {
            return -1;
        }
        Path path = task.ways[way];
        double px = state.x[e];
        double py = state.y[e];
        int i = path.follow(task.routeOnWay[way].sample[at], px, py);
        double dx = px - path.x[i];
        double dy = py - path.y[i];
        double across = dy * path.cos[i] - dx * path.sin[i];
        if (Math.abs(across) >= CompiledTask.CONFLICT_DISTANCE) {
            return -1;
        }
        double cos = state.cos[e] * path.cos[i] + state.sin[e] * path.sin[i];
        double sin = state.sin[e] * path.cos[i] - state.cos[e] * path.sin[i];
        speedAlong = state.speed[e] * (cos * state.slipCos[e] - sin * state.slipSin[e]);
        return i * Path.SPACING + dx * path.cos[i] + dy * path.sin[i];
    }
}
