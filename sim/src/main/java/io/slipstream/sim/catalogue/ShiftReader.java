package io.slipstream.sim.catalogue;

import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.SensorKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads shifts. What a record does not name stays nominal. */
final class ShiftReader {
    private final Map<String, Task> tasks;

    /** With the tasks that a goal can name. */
    ShiftReader(Map<String, Task> tasks) {
        this.tasks = tasks;
    }

    /** Adds the shifts of a section to those that there are. */
    void read(Section shifts, Map<String, Shift> into) {
        shifts.each((id, section) -> into.put(id, shift(id, section)));
        shifts.keys().forEach(id -> rejectSharedStrength(shifts, into, id));
    }

    private Shift shift(String id, Section section) {
        Shift shift = new Shift(
                id,
                section.text("summary").orElse(""),
                split(section),
                vehicle(section.section("vehicle")),
                traffic(section.section("traffic")),
                goal(section.section("goal")),
                sensors(section.section("sensors")));
        section.rejectUnread();
        return shift;
    }

    private static Split split(Section section) {
        Optional<String> text = section.text("split");
        if (text.isEmpty() || text.get().equals("graded")) {
            return Split.GRADED;
        }
        if (!text.get().equals("calibration")) {
            section.problem("split", Names.unknown("split", text.get(), List.of("calibration", "graded")));
        }
        return Split.CALIBRATION;
    }

    private static VehicleKnobs vehicle(Section section) {
        VehicleKnobs nominal = VehicleKnobs.NOMINAL;
        VehicleKnobs vehicle = new VehicleKnobs(
                section.number("friction", nominal.friction(), VehicleKnobs.FRICTION),
                (int) section.whole("delayTicks", nominal.delayTicks(), VehicleKnobs.DELAY),
                section.number("accelerationLag", nominal.accelerationLag(), VehicleKnobs.LAG),
                section.number("steeringLag", nominal.steeringLag(), VehicleKnobs.LAG),
                section.number("accelerationGain", nominal.accelerationGain(), VehicleKnobs.GAIN),
                section.number("brakeGain", nominal.brakeGain(), VehicleKnobs.GAIN),
                section.number("steeringGain", nominal.steeringGain(), VehicleKnobs.GAIN));
        section.rejectUnread();
        return vehicle;
    }

    private static TrafficKnobs traffic(Section section) {
        TrafficKnobs nominal = TrafficKnobs.NOMINAL;
        TrafficKnobs traffic = new TrafficKnobs(
                section.number("aggressiveness", nominal.aggressiveness(), TrafficKnobs.AGGRESSIVENESS),
                section.number("headwayScale", nominal.headwayScale(), TrafficKnobs.HEADWAY_SCALE),
                Headways.read(section, "headway"));
        section.rejectUnread();
        return traffic;
    }

    private GoalKnobs goal(Section section) {
        Optional<Task> task = section.text("task").flatMap(id -> {
            if (!tasks.containsKey(id)) {
                section.problem("task", Names.unknown("task", id, tasks.keySet()));
            }
            return Optional.ofNullable(tasks.get(id));
        });
        GoalKnobs goal = new GoalKnobs(task, section.number("desiredSpeed", GoalKnobs.DESIRED_SPEED));
        section.rejectUnread();
        return goal;
    }

    private static SensorKnobs sensors(Section section) {
        SensorKnobs sensors = new SensorKnobs(
                section.number("position", 0, SensorKnobs.POSITION),
                section.number("speed", 0, SensorKnobs.SPEED),
                section.number("heading", 0, SensorKnobs.HEADING));
        section.rejectUnread();
        return sensors;
    }

    /** What grades must not have been calibrated on. */
    private static void rejectSharedStrength(Section section, Map<String, Shift> all, String id) {
        Shift shift = all.getOrDefault(id, Shift.NOMINAL);
        if (shift.sameKnobs(Shift.NOMINAL)) {
            return;
        }
        for (Shift other : all.values()) {
            if (other.split() != shift.split() && other.sameKnobs(shift)) {
                section.problem(
                        id,
                        "does the same as " + other.id() + ", but one is for calibration and one is graded;"
                                + " give it another strength or the same split");
            }
        }
    }
}
