package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import org.jspecify.annotations.Nullable;

/** Pays the tick, says whether the episode is over and keeps what its metrics are made of. */
final class JudgePass {
    /** What {@link State#ended} holds while an episode runs. */
    static final int RUNNING = 0;

    private static final double WAYPOINT_SPACING = 0.8;
    private static final double WAYPOINT_RADIUS = 0.5;
    private static final double DESTINATION_RADIUS = 2.5;
    private static final double LOW_TTC = 1.5;

    private static final double HARDEST_COMFORTABLE_BRAKING = -4.05;
    private static final double COMFORTABLE_ACCELERATION = 2.40;
    private static final double COMFORTABLE_LATERAL = 4.89;
    private static final double COMFORTABLE_JERK = 8.37;

    private final State state;
    private final EncounterPass encounter;
    private final LaneTtcPass laneTtc;
    private final ControlPass control;

    JudgePass(State state, EncounterPass encounter, ControlPass control) {
        this.state = state;
        this.encounter = encounter;
        laneTtc = new LaneTtcPass(state);
        this.control = control;
    }

    void reset(int e) {
        state.tick[e] = 0;
        state.ended[e] = RUNNING;
        state.waypoint[e] = 1;
        state.reward[e] = 0;
        state.sumReward[e] = 0;
        state.sumSpeed[e] = 0;
        state.previousAcceleration[e] = 0;
        state.bestProgress[e] = 0;
        state.comfortable[e] = 0;
        state.ttcTicks[e] = 0;
        state.ttcLow[e] = 0;
        state.ttcSum[e] = 0;
        state.ttcMin[e] = Boxes.NEVER;
        state.ttc[e] = Boxes.NEVER;
        state.laneTtcTicks[e] = 0;
        state.laneTtcSum[e] = 0;
        state.laneTtcMin[e] = Boxes.NEVER;
    }

    /** Judges the tick that began at {@code speedBefore} m/s. */
    void step(int e, double speedBefore) {
        Outcome violation = control.step(e);
        state.tick[e]++;
        state.bestProgress[e] = Math.max(state.bestProgress[e], state.progress[e]);
        state.ended[e] = end(e, violation);
        double reward = reward(e);
        state.reward[e] = reward;
        state.sumReward[e] += reward;
        state.sumSpeed[e] += state.speed[e];
        countComfort(e, speedBefore);
        countTtc(e);
        countLaneTtc(e);
    }

    private int end(int e, @Nullable Outcome violation) {
        CompiledScenario scenario = state.scenario[e];
        if (encounter.collision) {
            return code(Outcome.COLLISION);
        }
        if (Math.abs(state.lateral[e]) > scenario.laneLimit) {
            return code(Outcome.OUT_OF_LANE);
        }
        if (violation != null) {
            return code(violation);
        }
        if (scenario.task.route.length() - state.progress[e] <= DESTINATION_RADIUS) {
            return code(Outcome.DESTINATION);
        }
        return state.tick[e] >= scenario.maxTicks ? code(Outcome.TIME_OUT) : RUNNING;
    }

    private static int code(Outcome outcome) {
        return 1 + outcome.ordinal();
    }

    private double reward(int e) {
        CompiledScenario scenario = state.scenario[e];
        RewardSettings settings = scenario.reward;
        double v = state.speed[e];
        double desired = scenario.desiredSpeed;
        double cos = state.headingErrorCos[e];
        double sin = state.headingErrorSin[e];
        double along = v * (cos * state.slipCos[e] - sin * state.slipSin[e]);
        double across = v * Math.abs(sin * state.slipCos[e] + cos * state.slipSin[e]);
        double reward = settings.speed() * (desired - Math.abs(along - desired) - 2 * Math.min(across, 0.5))
                - settings.lateral() * Math.max(0, Math.abs(state.lateral[e]) - scenario.lateralFree)
                - settings.timeCost();
        if (reachWaypoints(e, scenario)) {
            reward += settings.waypoint();
        }
        if (state.ended[e] == code(Outcome.COLLISION)) {
            reward -= settings.collision() * v;
        } else if (state.ended[e] == code(Outcome.DESTINATION)) {
            reward += settings.destination();
        } else if (state.ended[e] == code(Outcome.SIGNAL) || state.ended[e] == code(Outcome.STOP)) {
            reward -= settings.violation();
        }
        return reward;
    }

    /** Moves on to the first waypoint not yet reached or passed; whether one was reached. */
    private boolean reachWaypoints(int e, CompiledScenario scenario) {
        double length = scenario.task.route.length();
        double lateral = state.lateral[e];
        double progress = state.progress[e];
        boolean reached = false;
        double at = state.waypoint[e] * WAYPOINT_SPACING;
        while (at <= length && progress > at - WAYPOINT_RADIUS) {
            double along = progress - at;
            if (along * along + lateral * lateral < WAYPOINT_RADIUS * WAYPOINT_RADIUS) {
                reached = true;
            } else if (along <= 0) {
                break;
            }
            state.waypoint[e]++;
            at = state.waypoint[e] * WAYPOINT_SPACING;
        }
        return reached;
    }

    private void countComfort(int e, double speedBefore) {
        double acceleration = (state.speed[e] - speedBefore) / TICK;
        double jerk = (acceleration - state.previousAcceleration[e]) / TICK;
        double lateral = state.speed[e] * state.yawRate[e];
        state.previousAcceleration[e] = acceleration;
        if (acceleration >= HARDEST_COMFORTABLE_BRAKING
                && acceleration <= COMFORTABLE_ACCELERATION
                && Math.abs(lateral) <= COMFORTABLE_LATERAL
                && Math.abs(jerk) <= COMFORTABLE_JERK) {
            state.comfortable[e]++;
        }
    }

    private void countTtc(int e) {
        double time = encounter.timeToCollision;
        state.ttc[e] = time;
        if (time > EncounterPass.LONGEST) {
            return;
        }
        state.ttcTicks[e]++;
        state.ttcSum[e] += time;
        state.ttcMin[e] = Math.min(state.ttcMin[e], time);
        if (time < LOW_TTC) {
            state.ttcLow[e]++;
        }
    }

    private void countLaneTtc(int e) {
        double time = laneTtc.time(e);
        if (time < Boxes.NEVER) {
            state.laneTtcTicks[e]++;
            state.laneTtcSum[e] += time;
            state.laneTtcMin[e] = Math.min(state.laneTtcMin[e], time);
        }
    }
}
