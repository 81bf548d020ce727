package io.slipstream.sim.world;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.SensorKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Stream;

/** A scenario as the numbers the passes read. */
final class CompiledScenario {
    static final double GRAVITY = 9.81;

    final Scenario scenario;
    final CompiledTask task;
    final double desiredSpeed;
    final double laneLimit;
    final int maxTicks;

    // The ego vehicle.
    final double grip;
    final int delayTicks;
    final double accelerationRate;
    final double steeringRate;
    final double accelerationGain;
    final double brakeGain;
    final double steeringGain;

    // The other cars: the intelligent driver model, by stream where it depends on it.
    final boolean seesEgo;
    final double idmAcceleration;
    final double idmTimeGap;
    final double idmStandstillGap;
    /** 1 / (2 sqrt(a b)). */
    final double idmBraking;

    final double[] streamSpeed;
    final double[] headwayFrom;
    final double[] headwayRange;

    // What is seen.
    final boolean noisySensors;
    final double sensorPosition;
    final double sensorSpeed;
    final double sensorHeading;

    // The reward.
    final RewardSettings reward;

    CompiledScenario(Scenario scenario, CompiledTask task) {
        this.scenario = scenario;
        this.task = task;
        desiredSpeed = scenario.desiredSpeed();
        laneLimit = task.task.laneLimit();
        maxTicks = task.task.maxTicks();
        reward = scenario.reward();

        VehicleKnobs vehicle = scenario.shift().vehicle();
        grip = vehicle.friction() * GRAVITY;
        delayTicks = vehicle.delayTicks();
        accelerationRate = 1 / vehicle.accelerationLag();
        steeringRate = 1 / vehicle.steeringLag();
        accelerationGain = vehicle.accelerationGain();
        brakeGain = vehicle.brakeGain();
        steeringGain = vehicle.steeringGain();

        SensorKnobs sensors = scenario.shift().sensors();
        noisySensors = !sensors.equals(SensorKnobs.NOMINAL);
        sensorPosition = sensors.position();
        sensorSpeed = sensors.speed();
        sensorHeading = sensors.heading();

        double aggressiveness = scenario.shift().traffic().aggressiveness();
        seesEgo = aggressiveness < 1;
        idmAcceleration = 2 + 1.5 * aggressiveness;
        idmTimeGap = 1.2 - 0.7 * aggressiveness;
        idmStandstillGap = 2 - aggressiveness;
        idmBraking = 1 / (2 * Math.sqrt(idmAcceleration * 3));

        int streams = task.task.streams().size();
        streamSpeed = new double[streams];
        headwayFrom = new double[streams];
        headwayRange = new double[streams];
        for (int i = 0; i < streams; i++) {
            Stream stream = task.task.streams().get(i);
            streamSpeed[i] = stream.speed() * (1 + 0.25 * aggressiveness);
            Headway headway = scenario.shift().traffic().headwayFor(stream.headway());
            headwayFrom[i] = headway.from();
            headwayRange[i] = headway.to() - headway.from();
        }
    }
}
