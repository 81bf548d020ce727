package io.slipstream.sim.world;

/** Finds where the ego vehicle is on its route, from where it was a tick ago. */
final class TrackingPass {
    private final State state;

    TrackingPass(State state) {
        this.state = state;
    }

    void step(int e) {
        Path route = state.scenario[e].task.route;
        double px = state.x[e];
        double py = state.y[e];
        int i = route.follow(state.sample[e], px, py);
        state.sample[e] = i;
        double dx = px - route.x[i];
        double dy = py - route.y[i];
        double cos = route.cos[i];
        double sin = route.sin[i];
        double along = dx * cos + dy * sin;
        state.progress[e] = i * Path.SPACING + along;
        state.lateral[e] = dy * cos - dx * sin;
        // The direction between two samples, by first order.
        double bend = along * route.curvature[i];
        double headingCos = state.cos[e] * cos + state.sin[e] * sin;
        double headingSin = state.sin[e] * cos - state.cos[e] * sin;
        state.headingErrorCos[e] = headingCos + bend * headingSin;
        state.headingErrorSin[e] = headingSin - bend * headingCos;
    }
}
