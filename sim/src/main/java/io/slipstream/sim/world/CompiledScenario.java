package io.slipstream.sim.world;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.LeadCar;
import io.slipstream.sim.task.Task;

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

    /** [lane]: what cars want to drive at least, m/s, and by how much more at most. */
    final double[] streamSpeed;

    final double[] speedRange;
    /** Swinging of the lead car, ticks and m. */
    final int leadPeriod;

    final double leadSwing;
    /** [lane that cars arrive on]. */
    final double[] headwayFrom;

    final double[] headwayRange;

    // The reward.
    final double lateralFree;
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

        double aggressiveness = scenario.shift().traffic().aggressiveness();
        seesEgo = aggressiveness < 1;
        idmAcceleration = 2 + 1.5 * aggressiveness;
        idmTimeGap = 1.2 - 0.7 * aggressiveness;
        idmStandstillGap = 2 - aggressiveness;
        idmBraking = 1 / (2 * Math.sqrt(idmAcceleration * 3));

        double faster = 1 + 0.25 * aggressiveness;
        lateralFree = task.task.features().lateralFree();
        Task driven = task.task;
        int lanes = task.traffic.firstWay.length;
        streamSpeed = new double[lanes];
        speedRange = new double[lanes];
        for (int i = 0; i < lanes; i++) {
            streamSpeed[i] = slowest(driven, i) * faster;
            speedRange[i] = driven.features()
                            .network()
                            .map(n -> n.fastest() - n.slowest())
                            .orElse(0.0)
                    * faster;
        }
        leadPeriod = driven.features()
                .leadCar()
                .map(car -> (int) (car.period() / State.TICK))
                .orElse(1);
        leadSwing = driven.features().leadCar().map(LeadCar::swing).orElse(0.0);
        int arrivals = task.traffic.arrivals;
        headwayFrom = new double[arrivals];
        headwayRange = new double[arrivals];
        for (int i = 0; i < arrivals; i++) {
            Headway headway = scenario.shift().traffic().headwayFor(headway(driven, i));
            headwayFrom[i] = headway.from();
            headwayRange[i] = headway.to() - headway.from();
        }
    }

    private static double slowest(Task task, int lane) {
        if (task.features().network().isPresent()) {
            return task.features().network().get().slowest();
        }
        return lane < task.streams().size()
                ? task.streams().get(lane).speed()
                : task.features().leadCar().orElseThrow().speed();
    }

    private static Headway headway(Task task, int lane) {
        return task.features()
                .network()
                .map(network -> network.arrivals().orElseThrow())
                .orElseGet(() -> task.streams().get(lane).headway());
    }
}
