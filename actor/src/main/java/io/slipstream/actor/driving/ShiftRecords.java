package io.slipstream.actor.driving;

import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.SensorKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Task;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Shifts as they travel in commands: every knob by its value, another task by its name. */
public final class ShiftRecords {
    private ShiftRecords() {}

    /** The record of a shift. */
    public static ShiftKnobs of(Shift shift) {
        VehicleKnobs vehicle = shift.vehicle();
        Optional<Headway> headway = shift.traffic().headway();
        OptionalDouble speed = shift.goal().desiredSpeed();
        return ShiftKnobs.newBuilder()
                .setId(shift.id())
                .setFriction(vehicle.friction())
                .setDelayTicks(vehicle.delayTicks())
                .setAccelerationLag(vehicle.accelerationLag())
                .setSteeringLag(vehicle.steeringLag())
                .setAccelerationGain(vehicle.accelerationGain())
                .setBrakeGain(vehicle.brakeGain())
                .setSteeringGain(vehicle.steeringGain())
                .setAggressiveness(shift.traffic().aggressiveness())
                .setHeadwayScale(shift.traffic().headwayScale())
                .setHeadwayFrom(headway.map(Headway::from).orElse(null))
                .setHeadwayTo(headway.map(Headway::to).orElse(null))
                .setTask(shift.goal().task().map(Task::id).orElse(null))
                .setDesiredSpeed(speed.isPresent() ? speed.getAsDouble() : null)
                .setPositionNoise(shift.sensors().position())
                .setSpeedNoise(shift.sensors().speed())
                .setHeadingNoise(shift.sensors().heading())
                .build();
    }

    /**
     * The shift of a record.
     *
     * @param catalogue knows the task, if it names one
     * @throws IllegalArgumentException if a value is out of its bounds or the task is unknown
     */
    static Shift read(ShiftKnobs knobs, Catalogue catalogue) {
        return new Shift(
                knobs.getId(),
                "",
                Split.GRADED,
                vehicle(knobs),
                new TrafficKnobs(knobs.getAggressiveness(), knobs.getHeadwayScale(), headway(knobs)),
                new GoalKnobs(
                        Optional.ofNullable(knobs.getTask()).map(catalogue::task), speed(knobs.getDesiredSpeed())),
                new SensorKnobs(knobs.getPositionNoise(), knobs.getSpeedNoise(), knobs.getHeadingNoise()));
    }

    private static VehicleKnobs vehicle(ShiftKnobs knobs) {
        return new VehicleKnobs(
                knobs.getFriction(),
                knobs.getDelayTicks(),
                knobs.getAccelerationLag(),
                knobs.getSteeringLag(),
                knobs.getAccelerationGain(),
                knobs.getBrakeGain(),
                knobs.getSteeringGain());
    }

    private static Optional<Headway> headway(ShiftKnobs knobs) {
        Double from = knobs.getHeadwayFrom();
        Double to = knobs.getHeadwayTo();
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException(
                    "shift " + knobs.getId() + " has one end of a headway without the other");
        }
        return from == null || to == null ? Optional.empty() : Optional.of(new Headway(from, to));
    }

    private static OptionalDouble speed(@Nullable Double speed) {
        return speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed);
    }
}
