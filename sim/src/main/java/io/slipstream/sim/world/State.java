package io.slipstream.sim.world;

import io.slipstream.sim.math.SplitMix64;
import io.slipstream.sim.task.Task;

/**
 * The state of all environments as a structure of arrays: index environment for what there is one of, environment x
 * {@link #CARS} + car for the other cars. The passes of this package read and write it; nobody else sees it.
 */
final class State {
    /** Most cars beside the ego vehicle. */
    static final int CARS = Task.MAX_CARS;
    /** Most streams. */
    static final int STREAMS = Task.MAX_STREAMS;
    /** Length of the ring of commands; longer than the longest delay. */
    static final int RING = 8;
    /** Length of a tick, s. */
    static final double TICK = 0.1;

    final int environments;
    final StateArrays arrays;
    final CompiledScenario[] scenario;

    final long[] random;
    final long[] episode;
    final int[] tick;
    /** 0 while an episode runs, else 1 + the ordinal of its outcome. */
    final int[] ended;

    // The ego vehicle.
    final double[] x;
    final double[] y;
    final double[] heading;
    final double[] cos;
    final double[] sin;
    final double[] speed;
    final double[] acceleration;
    final double[] steering;
    final double[] yawRate;
    /** Direction of travel relative to the heading: the middle of a turning car drifts inwards. */
    final double[] slipCos;

    final double[] slipSin;
    final double[] commandedAcceleration;
    final double[] commandedSteering;

    // Where it is on its route.
    final int[] sample;
    final double[] progress;
    final double[] lateral;
    final double[] headingErrorSin;
    final double[] headingErrorCos;
    final int[] waypoint;

    // The other cars, each stream's in the order in which they came. A lane of a network counts as a stream.
    final int[] cars;
    /** The way that a car follows; a negative number for a car of another simulator. */
    final int[] carWay;

    final int[] carStream;
    final double[] carProgress;
    final double[] carSpeed;
    final double[] carX;
    final double[] carY;
    final double[] carCos;
    final double[] carSin;
    final double[] nextCar;
    /** What a car would drive at with nominal manners, m/s. */
    final double[] carDesiredSpeed;
    /** How far a car is beside its way, m, left positive, and how fast that grows, m/s. */
    final double[] carOffset;

    final double[] carOffsetRate;
    /** The way that a car is leaving sideways, or a negative number. */
    final int[] carLeaving;
    /** Ticks until a car thinks of another lane again. */
    final int[] carTimer;
    /** Ticks that a car has been standing. */
    final int[] carStanding;

    // Lights and signs on the route.
    final int[] redTicks;
    final int[] greenTicks;
    /** Where in the cycle the episode began, ticks after the beginning of red. */
    final int[] cycleStart;
    /** Ticks spent near the stop sign. */
    final int[] stopTicks;
    /** 1 when there is nothing left to stop for. */
    final int[] controlPassed;

    // What the episode's metrics are made of.
    final double[] sumReward;
    final double[] sumSpeed;
    final double[] previousAcceleration;
    final double[] bestProgress;
    final int[] comfortable;
    final int[] ttcTicks;
    final int[] ttcLow;
    final double[] ttcSum;
    final double[] ttcMin;
    final int[] laneTtcTicks;
    final double[] laneTtcSum;
    final double[] laneTtcMin;
    /** Time to collision of the last tick, s. */
    final double[] ttc;

    final double[] reward;

    State(int environments) {
        this.environments = environments;
        arrays = new StateArrays(environments);
        scenario = new CompiledScenario[environments];
        random = arrays.longs();
        episode = arrays.longs();
        tick = arrays.ints(1);
        ended = arrays.ints(1);
        x = arrays.doubles(1);
        y = arrays.doubles(1);
        heading = arrays.doubles(1);
        cos = arrays.doubles(1);
        sin = arrays.doubles(1);
        speed = arrays.doubles(1);
        acceleration = arrays.doubles(1);
        steering = arrays.doubles(1);
        yawRate = arrays.doubles(1);
        slipCos = arrays.doubles(1);
        slipSin = arrays.doubles(1);
        commandedAcceleration = arrays.doubles(RING);
        commandedSteering = arrays.doubles(RING);
        sample = arrays.ints(1);
        progress = arrays.doubles(1);
        lateral = arrays.doubles(1);
        headingErrorSin = arrays.doubles(1);
        headingErrorCos = arrays.doubles(1);
        waypoint = arrays.ints(1);
        cars = arrays.ints(1);
        carWay = arrays.ints(CARS);
        carStream = arrays.ints(CARS);
        carProgress = arrays.doubles(CARS);
        carSpeed = arrays.doubles(CARS);
        carX = arrays.doubles(CARS);
        carY = arrays.doubles(CARS);
        carCos = arrays.doubles(CARS);
        carSin = arrays.doubles(CARS);
        nextCar = arrays.doubles(STREAMS);
        carDesiredSpeed = arrays.doubles(CARS);
        carOffset = arrays.doubles(CARS);
        carOffsetRate = arrays.doubles(CARS);
        carLeaving = arrays.ints(CARS);
        carTimer = arrays.ints(CARS);
        carStanding = arrays.ints(CARS);
        redTicks = arrays.ints(1);
        greenTicks = arrays.ints(1);
        cycleStart = arrays.ints(1);
        stopTicks = arrays.ints(1);
        controlPassed = arrays.ints(1);
        sumReward = arrays.doubles(1);
        sumSpeed = arrays.doubles(1);
        previousAcceleration = arrays.doubles(1);
        bestProgress = arrays.doubles(1);
        comfortable = arrays.ints(1);
        ttcTicks = arrays.ints(1);
        ttcLow = arrays.ints(1);
        ttcSum = arrays.doubles(1);
        ttcMin = arrays.doubles(1);
        laneTtcTicks = arrays.ints(1);
        laneTtcSum = arrays.doubles(1);
        laneTtcMin = arrays.doubles(1);
        ttc = arrays.doubles(1);
        reward = arrays.doubles(1);
    }

    /** The next uniform number in [0, 1) of an environment. */
    double random(int e) {
        random[e] = SplitMix64.next(random[e]);
        return SplitMix64.unit(random[e]);
    }
}
