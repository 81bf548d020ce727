package io.slipstream.sim.world;

import io.slipstream.sim.Outcome;
import io.slipstream.sim.task.Signal;
import io.slipstream.sim.task.StopSign;
import org.jspecify.annotations.Nullable;

/** Lights and stop signs: what they show, and whether the ego vehicle has run one. */
final class ControlPass {
    private final State state;

    ControlPass(State state) {
        this.state = state;
    }

    /** Draws the cycle of the lights. */
    void reset(int e) {
        state.redTicks[e] = 0;
        state.greenTicks[e] = 0;
        state.cycleStart[e] = 0;
        state.stopTicks[e] = 0;
        CompiledTask task = state.scenario[e].task;
        state.controlPassed[e] = task.signal == null && task.stopSign == null ? 1 : 0;
        Signal signal = task.signal;
        if (signal != null) {
            state.redTicks[e] = draw(e, signal.redFrom(), signal.redTo());
            state.greenTicks[e] = draw(e, signal.greenFrom(), signal.greenTo());
            state.cycleStart[e] = (int) (state.random(e) * cycle(e, signal));
        }
    }

    private int draw(int e, int from, int to) {
        return from + (int) (state.random(e) * (to - from + 1));
    }

    private int cycle(int e, Signal signal) {
        return state.redTicks[e] + state.greenTicks[e] + signal.yellow();
    }

    /** What the lights before the ego vehicle show. */
    Light light(int e) {
        Signal signal = state.scenario[e].task.signal;
        if (signal == null || state.controlPassed[e] != 0) {
            return Light.OFF;
        }
        int at = (state.tick[e] + state.cycleStart[e]) % cycle(e, signal);
        if (at < state.redTicks[e]) {
            return Light.RED;
        }
        return at < state.redTicks[e] + state.greenTicks[e] ? Light.GREEN : Light.YELLOW;
    }

    /** How far it is to the place to stop at, m; infinite when there is none any more. */
    double stopDistance(int e) {
        return state.controlPassed[e] != 0
                ? Double.POSITIVE_INFINITY
                : state.scenario[e].task.controlAt - state.progress[e];
    }

    /** Looks where the ego vehicle has come in this tick, by the light it saw before; how that ends the episode, if it does. */
    @Nullable
    Outcome step(int e) {
        if (state.controlPassed[e] != 0) {
            return null;
        }
        StopSign sign = state.scenario[e].task.stopSign;
        return sign == null ? lights(e) : waitAt(e, sign);
    }

    private @Nullable Outcome lights(int e) {
        Light light = light(e);
        if (stopDistance(e) >= 0) {
            return null;
        }
        state.controlPassed[e] = 1;
        return light == Light.RED ? Outcome.SIGNAL : null;
    }

    private @Nullable Outcome waitAt(int e, StopSign sign) {
        double ahead = stopDistance(e);
        double aside = state.lateral[e];
        if (ahead * ahead + aside * aside <= sign.radius() * sign.radius()) {
            state.stopTicks[e]++;
            if (state.stopTicks[e] >= sign.ticks()) {
                state.controlPassed[e] = 1;
            }
            return null;
        }
        return state.stopTicks[e] > 0 || ahead < 0 ? Outcome.STOP : null;
    }
}
