package io.slipstream.sim.world;

/** Writes what the ego vehicle sees: 64 floats, each scaled to about [-1, 1]. */
final class ObservationPass {
    /** Length of an observation. */
    static final int SIZE = 64;

    private static final int ROUTE = 12;
    static final int TRAFFIC = 28;
    static final int SEEN = 6;
    static final int PER_CAR = 6;
    /** How far ahead the route points lie, in samples of half a metre: 2, 4, 6, 8, 12, 16, 20 and 30 m. */
    private static final int[] AHEAD = {4, 8, 12, 16, 24, 32, 40, 60};

    private final State state;
    private final EncounterPass encounter;
    private final ControlPass control;
    private final int[] nearest = new int[SEEN];

    ObservationPass(State state, EncounterPass encounter, ControlPass control) {
        this.state = state;
        this.encounter = encounter;
        this.control = control;
    }

    /** Writes 64 floats from {@code at} on; the encounter pass has to have looked at this environment. */
    void write(int e, float[] out, int at) {
        writeEgoAndTask(e, out, at);
        writeRoute(e, out, at + ROUTE);
        writeTraffic(out, at + TRAFFIC);
    }

    private void writeEgoAndTask(int e, float[] out, int at) {
        CompiledScenario scenario = state.scenario[e];
        out[at] = (float) (state.speed[e] * 0.1);
        out[at + 1] = (float) (state.acceleration[e] * 0.2);
        out[at + 2] = (float) (state.steering[e] * (1 / 0.7));
        out[at + 3] = (float) state.yawRate[e];
        out[at + 4] = (float) (state.lateral[e] * 0.5);
        out[at + 5] = (float) state.headingErrorSin[e];
        out[at + 6] = (float) state.headingErrorCos[e];
        out[at + 7] = (float) ((scenario.task.route.length() - state.progress[e]) * 0.01);
        // Yellow is neither, with something still to stop for.
        Light light = control.light(e);
        out[at + 8] = light == Light.RED ? 1 : 0;
        out[at + 9] = light == Light.GREEN ? 1 : 0;
        double stop = control.stopDistance(e);
        out[at + 10] = stop < Double.POSITIVE_INFINITY ? (float) Math.min(1, stop * (1 / 30.0)) : 0;
        out[at + 11] = (float) (scenario.desiredSpeed * 0.1);
    }

    private void writeRoute(int e, float[] out, int at) {
        Path route = state.scenario[e].task.route;
        double place = Math.max(0, state.progress[e]) * Path.PER_METRE;
        int last = route.samples - 2 - AHEAD[AHEAD.length - 1];
        int first = Math.min((int) place, last);
        double f = place - first;
        double px = state.x[e];
        double py = state.y[e];
        double cos = state.cos[e] * 0.05;
        double sin = state.sin[e] * 0.05;
        int write = at;
        for (int ahead : AHEAD) {
            int i = first + ahead;
            double dx = route.x[i] + f * (route.x[i + 1] - route.x[i]) - px;
            double dy = route.y[i] + f * (route.y[i + 1] - route.y[i]) - py;
            out[write++] = (float) (dx * cos + dy * sin);
            out[write++] = (float) (dy * cos - dx * sin);
        }
    }

    private void writeTraffic(float[] out, int at) {
        int seen = selectNearest();
        int write = at;
        for (int k = 0; k < seen; k++) {
            int i = nearest[k];
            out[write] = (float) (encounter.x[i] * (1 / 30.0));
            out[write + 1] = (float) (encounter.y[i] * (1 / 30.0));
            out[write + 2] = (float) (encounter.vx[i] * 0.1);
            out[write + 3] = (float) (encounter.vy[i] * 0.1);
            out[write + 4] = (float) encounter.cos[i];
            out[write + 5] = (float) encounter.sin[i];
            write += PER_CAR;
        }
        int end = at + SEEN * PER_CAR;
        while (write < end) {
            out[write++] = 0;
        }
    }

    /** Insertion into the short list of the nearest; how many there are. */
    private int selectNearest() {
        double[] squared = encounter.squared;
        int kept = 0;
        for (int i = 0; i < encounter.count; i++) {
            double distance = squared[i];
            if (kept == SEEN && distance >= squared[nearest[SEEN - 1]]) {
                continue;
            }
            int place = kept < SEEN ? kept++ : SEEN - 1;
            while (place > 0 && squared[nearest[place - 1]] > distance) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = i;
        }
        return kept;
    }
}
