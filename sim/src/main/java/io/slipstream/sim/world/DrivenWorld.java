package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

/** What drivers and measurements read of a world: the ego vehicles, and where the other cars are. */
public abstract class DrivenWorld {
    final State state;

    DrivenWorld(State state) {
        this.state = state;
    }

    /** Reward of the last tick. */
    public double reward(int e) {
        return state.reward[e];
    }

    /** The ego vehicle's east coordinate, m. */
    public double x(int e) {
        return state.x[e];
    }

    /** The ego vehicle's north coordinate, m. */
    public double y(int e) {
        return state.y[e];
    }

    /** Cosine of the ego vehicle's heading. */
    public double cos(int e) {
        return state.cos[e];
    }

    /** Sine of the ego vehicle's heading. */
    public double sin(int e) {
        return state.sin[e];
    }

    /** Sine of the angle from the ego vehicle's heading to its direction of travel. */
    public double slip(int e) {
        return state.slipSin[e];
    }

    /** The ego vehicle's speed, m/s. */
    public double speed(int e) {
        return state.speed[e];
    }

    /** How far the ego vehicle has come on its route, m. */
    public double progress(int e) {
        return state.progress[e];
    }

    /** Speed the scenario asks for, m/s. */
    public double desiredSpeed(int e) {
        return state.scenario[e].desiredSpeed;
    }

    /** The ego vehicle's route. */
    public Path route(int e) {
        return state.scenario[e].task.route;
    }

    /** Number of other cars. */
    public int cars(int e) {
        return state.cars[e];
    }

    /** A car's east coordinate, m. */
    public double carX(int e, int car) {
        return state.carX[e * CARS + car];
    }

    /** A car's north coordinate, m. */
    public double carY(int e, int car) {
        return state.carY[e * CARS + car];
    }

    /** Cosine of a car's heading. */
    public double carCos(int e, int car) {
        return state.carCos[e * CARS + car];
    }

    /** Sine of a car's heading. */
    public double carSin(int e, int car) {
        return state.carSin[e * CARS + car];
    }

    /** A car's speed, m/s. */
    public double carSpeed(int e, int car) {
        return state.carSpeed[e * CARS + car];
    }
}
