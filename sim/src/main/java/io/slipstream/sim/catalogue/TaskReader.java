package io.slipstream.sim.catalogue;

import io.slipstream.sim.math.Range;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.task.TaskKind;
import io.slipstream.sim.task.TaskKinds;
import io.slipstream.sim.task.TaskParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tasks: a kind, its parameters, and what is asked. */
final class TaskReader {
    private static final Range LANE_LIMIT = new Range(0.5, 20);
    private static final Range TICKS = new Range(1, 100_000);

    private final TaskKinds kinds = new TaskKinds();

    /** Adds the tasks of a section to those that there are. */
    void read(Section tasks, Map<String, Task> into) {
        tasks.each((id, section) -> {
            task(id, section).ifPresent(task -> into.put(id, task));
            section.rejectUnread();
        });
    }

    private Optional<Task> task(String id, Section section) {
        if (!section.has("kind")) {
            section.problem("kind", "is missing; known are " + kinds.names());
        }
        Optional<TaskKind> kind = section.text("kind").flatMap(name -> {
            Optional<TaskKind> found = kinds.byName(name);
            if (found.isEmpty()) {
                section.problem("kind", Names.unknown("kind", name, kinds.names()));
            }
            return found;
        });
        if (kind.isEmpty()) {
            section.ignoreRest();
            return Optional.empty();
        }
        return section.make(() -> goal(section, kind.get().make(id, new SectionParameters(section))));
    }

    private static Task goal(Section section, Task task) {
        return task.withGoal(
                section.number("desiredSpeed", task.desiredSpeed(), GoalKnobs.DESIRED_SPEED),
                section.number("laneLimit", task.laneLimit(), LANE_LIMIT),
                (int) section.whole("maxTicks", task.maxTicks(), TICKS));
    }

    private record SectionParameters(Section section) implements TaskParameters {
        @Override
        public double number(String key, double otherwise, Range range) {
            return section.number(key, otherwise, range);
        }

        @Override
        public List<Double> numbers(String key, List<Double> otherwise, Range range) {
            return section.numbers(key, 0, range).orElse(otherwise);
        }

        @Override
        public Headway headway(String key, Headway otherwise) {
            return Headways.read(section, key).orElse(otherwise);
        }
    }
}
