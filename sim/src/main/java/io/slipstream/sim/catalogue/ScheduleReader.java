package io.slipstream.sim.catalogue;

import io.slipstream.sim.math.Range;
import io.slipstream.sim.shift.Drift;
import io.slipstream.sim.shift.Schedule;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Stage;
import io.slipstream.sim.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads schedules: stages that hold a shift or drift from one to another. */
final class ScheduleReader {
    private static final Range STEPS = new Range(1, 1e15);
    /** How many values a drift takes when its record does not say. */
    private static final long VALUES = 40;

    private static final String HOME = "RTM03";

    private final Map<String, Task> tasks;
    private final Map<String, Shift> shifts;

    /** With the tasks and shifts that a schedule can name. */
    ScheduleReader(Map<String, Task> tasks, Map<String, Shift> shifts) {
        this.tasks = tasks;
        this.shifts = shifts;
    }

    /** Adds the schedules of a section to those that there are. */
    void read(Section schedules, Map<String, Schedule> into) {
        schedules.each((id, section) -> {
            schedule(id, section).ifPresent(schedule -> into.put(id, schedule));
            section.rejectUnread();
        });
    }

    private Optional<Schedule> schedule(String id, Section section) {
        String summary = section.text("summary").orElse("");
        boolean repeat = section.flag("repeat");
        Optional<Task> task = named(section, "task", section.text("task").orElse(HOME), tasks);
        List<Section> records = section.sections("stages");
        List<Stage> stages = new ArrayList<>();
        for (Section record : records) {
            stage(record).ifPresent(stages::add);
            record.rejectUnread();
        }
        if (task.isEmpty() || (stages.isEmpty() && !records.isEmpty())) {
            return Optional.empty();
        }
        return section.make(() -> new Schedule(id, summary, task.get(), stages, repeat));
    }

    private Optional<Stage> stage(Section record) {
        if (!record.has("steps")) {
            record.problem("steps", "is missing: how long does this last?");
        }
        long steps = record.whole("steps", 1, STEPS);
        Optional<String> name = record.text("name");
        if (record.has("shift")) {
            return shift(record, "shift")
                    .flatMap(shift -> record.make(() -> new Stage.Hold(name.orElse(shift.id()), shift, steps)));
        }
        long every = record.whole("every", Math.max(1, steps / VALUES), STEPS);
        Optional<Shift> from = shift(record, "from");
        Optional<Shift> to = shift(record, "to");
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return record.make(() -> {
            Drift drift = new Drift(from.get(), to.get());
            return new Stage.Ramp(name.orElse(drift.id()), drift, steps, every);
        });
    }

    private Optional<Shift> shift(Section record, String key) {
        Optional<String> id = record.text(key);
        if (id.isEmpty() && !record.has(key)) {
            record.problem(key, "is missing; a stage holds a shift, or drifts from one to another");
        }
        return id.flatMap(name -> named(record, key, name, shifts));
    }

    private static <T> Optional<T> named(Section section, String key, String id, Map<String, T> known) {
        if (!known.containsKey(id)) {
            section.problem(key, Names.unknown(key.equals("task") ? "task" : "shift", id, known.keySet()));
        }
        return Optional.ofNullable(known.get(id));
    }
}
