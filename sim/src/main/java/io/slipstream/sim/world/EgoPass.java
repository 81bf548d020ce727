package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.RING;
import static io.slipstream.sim.world.State.TICK;

import io.slipstream.sim.math.Trig;
import java.util.Arrays;

/** Moves the ego vehicle: a kinematic bicycle with lag, delay, gains and friction. */
final class EgoPass {
    private static final double WHEELBASE = 2.8;
    private static final double SUB_STEP = TICK / 2;
    private static final double STEERING_SPEED = 1.5;
    private static final double MAX_STEERING = 0.7;
    private static final double DRAG = 0.02;
    private static final double TWO_PI = 2 * Math.PI;

    private final State state;

    EgoPass(State state) {
        this.state = state;
    }

    /** Puts it where its route begins, at rest. */
    void place(int e) {
        Path route = state.scenario[e].task.route;
        double heading = state.scenario[e].task.startHeading;
        state.x[e] = route.x[0];
        state.y[e] = route.y[0];
        state.cos[e] = route.cos[0];
        state.sin[e] = route.sin[0];
        state.heading[e] = heading - TWO_PI * Math.rint(heading / TWO_PI);
        state.speed[e] = 0;
        state.acceleration[e] = 0;
        state.steering[e] = 0;
        state.yawRate[e] = 0;
        state.slipCos[e] = 1;
        state.slipSin[e] = 0;
        state.sample[e] = 0;
        Arrays.fill(state.commandedAcceleration, e * RING, (e + 1) * RING, 0);
        Arrays.fill(state.commandedSteering, e * RING, (e + 1) * RING, 0);
    }

    /** Puts a command into the ring. */
    void command(int e, double acceleration, double steering) {
        int slot = e * RING + (state.tick[e] & (RING - 1));
        state.commandedAcceleration[slot] = acceleration;
        state.commandedSteering[slot] = steering;
    }

    /** One tick under the command that has come through. */
    void step(int e) {
        CompiledScenario scenario = state.scenario[e];
        int slot = e * RING + ((state.tick[e] - scenario.delayTicks) & (RING - 1));
        double asked = state.commandedAcceleration[slot];
        double targetAcceleration = asked * (asked > 0 ? scenario.accelerationGain : scenario.brakeGain);
        double targetSteering = state.commandedSteering[slot] * scenario.steeringGain;
        double before = state.heading[e];
        subStep(e, scenario, targetAcceleration, targetSteering);
        subStep(e, scenario, targetAcceleration, targetSteering);
        double heading = state.heading[e];
        state.yawRate[e] = (heading - before) / TICK;
        if (heading > Math.PI) {
            heading -= TWO_PI;
        } else if (heading < -Math.PI) {
            heading += TWO_PI;
        }
        state.heading[e] = heading;
        state.cos[e] = Trig.cos(heading);
        state.sin[e] = Trig.sin(heading);
    }

    private void subStep(int e, CompiledScenario scenario, double targetAcceleration, double targetSteering) {
        double a = state.acceleration[e];
        a += (targetAcceleration - a) * scenario.accelerationRate * SUB_STEP;
        double grip = scenario.grip;
        a = Math.max(-grip, Math.min(grip, a));
        double delta = state.steering[e];
        double turning = (targetSteering - delta) * scenario.steeringRate;
        turning = Math.max(-STEERING_SPEED, Math.min(STEERING_SPEED, turning));
        delta = Math.max(-MAX_STEERING, Math.min(MAX_STEERING, delta + turning * SUB_STEP));
        double speed = state.speed[e];
        double faster = Math.max(0, speed + (a - DRAG * speed) * SUB_STEP);
        double v = 0.5 * (speed + faster);

        double tan = Trig.sinNear(delta) / Trig.cosNear(delta);
        double slipTan = 0.5 * tan;
        double slipCos = 1 / Math.sqrt(1 + slipTan * slipTan);
        double curvature = slipCos * tan / WHEELBASE;
        // The friction circle: what braking or driving takes is not there for turning, and the front slides outwards.
        double lateral = v * v * Math.abs(curvature);
        double left = grip * grip - a * a;
        if (lateral * lateral > left) {
            double share = Math.sqrt(left) / lateral;
            curvature *= share;
            slipTan *= share;
            slipCos = 1 / Math.sqrt(1 + slipTan * slipTan);
        }
        double slipSin = slipTan * slipCos;
        double turned = v * curvature * SUB_STEP;
        double middle = state.heading[e] + 0.5 * turned;
        double cos = Trig.cos(middle);
        double sin = Trig.sin(middle);
        double distance = v * SUB_STEP;
        state.x[e] += distance * (cos * slipCos - sin * slipSin);
        state.y[e] += distance * (sin * slipCos + cos * slipSin);
        state.slipCos[e] = slipCos;
        state.slipSin[e] = slipSin;
        state.heading[e] += turned;
        state.speed[e] = faster;
        state.acceleration[e] = a;
        state.steering[e] = delta;
    }
}
