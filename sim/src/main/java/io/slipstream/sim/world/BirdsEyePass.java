package io.slipstream.sim.world;

import static io.slipstream.sim.BirdsEye.ON;
import static io.slipstream.sim.world.State.CARS;

import io.slipstream.sim.BirdsEye;
import io.slipstream.sim.math.Trig;

/** Paints what the ego vehicle would see from above: {@link BirdsEye}. */
final class BirdsEyePass {
    private static final double HALF_ROUTE = 1;
    /** As much of the route as reaches the border of the picture on a straight, and round a bend, m. */
    private static final double ROUTE_AHEAD = 32;
    /** Length of the bar that stands for a stop line, m. */
    private static final double BAR = 1;
    /** How far into the future the other cars' ways are shown, s. */
    private static final double FUTURE = 3;

    private final State state;
    private final ControlPass control;
    private final Canvas canvas = new Canvas();
    private final SensorNoise noise;

    BirdsEyePass(State state, ControlPass control) {
        this.state = state;
        this.control = control;
        noise = new SensorNoise(state);
    }

    /** Writes {@link BirdsEye#BYTES} bytes from {@code at} on. */
    void write(int e, byte[] out, int at) {
        CompiledTask task = state.scenario[e].task;
        double x = state.x[e];
        double y = state.y[e];
        double cos = state.cos[e];
        double sin = state.sin[e];
        if (state.scenario[e].noisySensors) {
            noise.begin(e);
            takeOneselfToBeElsewhere(e, out, at);
        } else {
            canvas.aim(out, at, x, y, cos, sin);
            task.road.paint(canvas, x, y);
        }
        paintRoute(e, task.route);
        paintStop(e, task.route);
        int end = e * CARS + state.cars[e];
        for (int car = e * CARS; car < end; car++) {
            aimAtCar(e);
            paintCar(car, task.ways[state.carWay[car]]);
        }
        canvas.turn(x, y, cos, sin);
        box(BirdsEye.EGO, x, y, cos, sin);
    }

    /** The map is where it was; an ego vehicle that takes itself to be elsewhere sees it elsewhere. */
    private void takeOneselfToBeElsewhere(int e, byte[] out, int at) {
        CompiledScenario scenario = state.scenario[e];
        double ahead = scenario.sensorPosition * noise.gauss();
        double aside = scenario.sensorPosition * noise.gauss();
        double turned = scenario.sensorHeading * noise.gauss();
        double cos = state.cos[e];
        double sin = state.sin[e];
        double x = state.x[e] + ahead * cos - aside * sin;
        double y = state.y[e] + ahead * sin + aside * cos;
        double turnedCos = Trig.cosNear(turned);
        double turnedSin = Trig.sinNear(turned);
        canvas.aim(out, at, x, y, cos * turnedCos - sin * turnedSin, sin * turnedCos + cos * turnedSin);
        scenario.task.road.paint(canvas, x, y);
    }

    /** Cars are measured from where the ego vehicle really is, each a little wrongly. */
    private void aimAtCar(int e) {
        CompiledScenario scenario = state.scenario[e];
        double x = state.x[e];
        double y = state.y[e];
        if (scenario.noisySensors) {
            x -= scenario.sensorPosition * noise.gauss();
            y -= scenario.sensorPosition * noise.gauss();
        }
        canvas.turn(x, y, state.cos[e], state.sin[e]);
    }

    private void paintRoute(int e, Path route) {
        double from = Math.max(0, state.progress[e]);
        double to = Math.min(route.length(), from + ROUTE_AHEAD);
        route.strip().paint(canvas, BirdsEye.ROUTE, ON, from, to, HALF_ROUTE);
    }

    /** A bar across the lane where the front of a waiting car is. */
    private void paintStop(int e, Path route) {
        double distance = control.stopDistance(e);
        if (distance > BirdsEye.AHEAD + Boxes.HALF_LENGTH) {
            return;
        }
        double line = state.progress[e] + distance + Boxes.HALF_LENGTH;
        route.strip().paint(canvas, BirdsEye.STOP, shown(control.light(e)), line, line + BAR, Road.HALF_LANE);
    }

    /** Without a light it is a sign. */
    private static byte shown(Light light) {
        return switch (light) {
            case OFF, RED -> ON;
            case YELLOW -> BirdsEye.YELLOW;
            case GREEN -> BirdsEye.GREEN;
        };
    }

    private void paintCar(int car, Path way) {
        double x = state.carX[car];
        double y = state.carY[car];
        double cos = state.carCos[car];
        double sin = state.carSin[car];
        box(BirdsEye.CARS, x, y, cos, sin);
        box(BirdsEye.FUTURE, x, y, cos, sin);
        double from = state.carProgress[car];
        double to = from + FUTURE * state.carSpeed[car] + Boxes.HALF_LENGTH;
        way.strip().paint(canvas, BirdsEye.FUTURE, ON, from, to, Boxes.HALF_WIDTH);
    }

    private void box(int channel, double x, double y, double cos, double sin) {
        canvas.box(channel, ON, x, y, cos, sin, Boxes.HALF_LENGTH, Boxes.HALF_WIDTH);
    }
}
