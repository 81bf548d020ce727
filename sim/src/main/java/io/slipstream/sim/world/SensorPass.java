package io.slipstream.sim.world;

import io.slipstream.sim.math.Trig;

/**
 * Disturbs an observation the way imprecise sensors would: the ego vehicle is a little wrong about its own place, direction and speed,
 * and about every other car's: {@link SensorNoise}.
 */
final class SensorPass {
    private static final int SPEED = 0;
    private static final int LATERAL = 4;
    private static final int HEADING_SIN = 5;
    private static final int HEADING_COS = 6;
    private static final int ROUTE_LEFT = 7;
    private static final int ROUTE = 12;
    private static final int TRAFFIC = 28;
    private static final int PER_CAR = 6;

    private final State state;
    private final SensorNoise noise;

    SensorPass(State state) {
        this.state = state;
        noise = new SensorNoise(state);
    }

    /** Disturbs the observation written from {@code at} on. */
    void disturb(int e, float[] out, int at) {
        CompiledScenario scenario = state.scenario[e];
        if (!scenario.noisySensors) {
            return;
        }
        noise.begin(e);
        disturbEgo(scenario, out, at);
        for (int car = at + TRAFFIC; car < at + ObservationPass.SIZE; car += PER_CAR) {
            boolean present = out[car + 4] != 0 || out[car + 5] != 0;
            if (present) {
                disturbCar(scenario, out, car);
            }
        }
    }

    private void disturbEgo(CompiledScenario scenario, float[] out, int at) {
        double ahead = scenario.sensorPosition * noise.gauss();
        double aside = scenario.sensorPosition * noise.gauss();
        double turned = scenario.sensorHeading * noise.gauss();
        out[at + SPEED] += (float) (0.1 * scenario.sensorSpeed * noise.gauss());
        double sin = out[at + HEADING_SIN];
        double cos = out[at + HEADING_COS];
        out[at + LATERAL] += (float) (0.5 * (ahead * sin + aside * cos));
        out[at + ROUTE_LEFT] -= (float) (0.01 * (ahead * cos - aside * sin));
        rotate(out, at + HEADING_COS, at + HEADING_SIN, turned);
        // The map is where it was; an ego vehicle that takes itself to be elsewhere sees it elsewhere.
        for (int point = at + ROUTE; point < at + TRAFFIC; point += 2) {
            out[point] -= (float) (0.05 * ahead);
            out[point + 1] -= (float) (0.05 * aside);
            rotate(out, point, point + 1, -turned);
        }
    }

    private void disturbCar(CompiledScenario scenario, float[] out, int car) {
        out[car] += (float) (scenario.sensorPosition / 30 * noise.gauss());
        out[car + 1] += (float) (scenario.sensorPosition / 30 * noise.gauss());
        out[car + 2] += (float) (0.1 * scenario.sensorSpeed * noise.gauss());
        out[car + 3] += (float) (0.1 * scenario.sensorSpeed * noise.gauss());
        rotate(out, car + 4, car + 5, scenario.sensorHeading * noise.gauss());
    }

    private static void rotate(float[] out, int x, int y, double angle) {
        double cos = Trig.cosNear(angle);
        double sin = Trig.sinNear(angle);
        double px = out[x];
        double py = out[y];
        out[x] = (float) (px * cos - py * sin);
        out[y] = (float) (py * cos + px * sin);
    }
}
