package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.math.Trig;

/** Moves cars sideways in their lane. */
final class SideMotion {
    /** How strongly a car is drawn to the middle of its lane, 1/s2; it gets there without passing it. */
    private static final double CENTRING = 1.5;

    private static final double CENTRING_DAMPING = 2 * Math.sqrt(CENTRING);
    private static final double CENTRED = 0.02;
    /** Sideways speed as a share of the speed at most: nobody slides. */
    private static final double STEEPEST = 0.35;

    private final State state;

    SideMotion(State state) {
        this.state = state;
    }

    /** Swings about the middle of the lane. */
    void swing(CompiledScenario scenario, int car) {
        int tick = (state.carTimer[car] + 1) % scenario.leadPeriod;
        state.carTimer[car] = tick;
        double rate = 2 * Math.PI / scenario.leadPeriod;
        state.carOffset[car] = scenario.leadSwing * Trig.sin(tick * rate);
        state.carOffsetRate[car] = scenario.leadSwing * rate / TICK * Trig.cos(tick * rate);
    }

    /** Draws a car to the middle of its lane. */
    void centre(int car) {
        double offset = state.carOffset[car];
        double rate = state.carOffsetRate[car];
        rate -= (CENTRING * offset + CENTRING_DAMPING * rate) * TICK;
        double most = STEEPEST * state.carSpeed[car];
        rate = Math.max(-most, Math.min(most, rate));
        offset += rate * TICK;
        if (Math.abs(offset) < CENTRED) {
            offset = 0;
            rate = 0;
            state.carLeaving[car] = -1;
        }
        state.carOffset[car] = offset;
        state.carOffsetRate[car] = rate;
    }
}
