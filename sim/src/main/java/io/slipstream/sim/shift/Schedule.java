package io.slipstream.sim.shift;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.Task;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which shift holds when, by the steps of the whole fleet. After the last stage its end holds for ever, unless the schedule repeats.
 *
 * @param id name
 * @param summary one sentence for a person
 * @param task the task asked for throughout
 * @param stages one after the other
 * @param repeat whether it starts again after the last stage
 */
public record Schedule(String id, String summary, Task task, List<Stage> stages, boolean repeat) {
    /** Checks that there is a stage. */
    public Schedule {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs at least one stage");
        }
    }

    /** How long one round of it lasts, steps of the fleet. */
    public long length() {
        return stages.stream().mapToLong(Stage::steps).sum();
    }

    /**
     * What holds at a step of the fleet.
     *
     * @throws IllegalArgumentException when the step is negative
     */
    public Scenario at(long step, RewardSettings reward) {
        return new Scenario(task, shiftAt(step), reward);
    }

    /** The shift that holds at a step of the fleet. */
    public Shift shiftAt(long step) {
        Place place = place(step);
        return place.stage.at(Math.min(step - place.start, place.stage.steps()));
    }

    /** The stage that holds at a step of the fleet; the last one for ever when all are over. */
    public Stage stageAt(long step) {
        return place(step).stage;
    }

    /** The step of the fleet at which the stage that holds at {@code step} began, in the same round. */
    public long stageStart(long step) {
        return place(step).start;
    }

    /** The step after {@code step} at which another shift may hold next, so that nobody has to ask at every step; none if it never does. */
    public OptionalLong nextChange(long step) {
        if (over(step)) {
            return OptionalLong.empty();
        }
        Place place = place(step);
        return OptionalLong.of(place.start + place.stage.nextChange(step - place.start));
    }

    /** Whether every stage has had its steps by then; never when it repeats. */
    public boolean over(long step) {
        return inRound(step) >= length();
    }

    /**
     * The same schedule stretched or squeezed.
     *
     * @param steps of one round, up to rounding; a stage keeps at least one
     */
    public Schedule lasting(long steps) {
        double factor = (double) steps / length();
        List<Stage> scaled = stages.stream()
                .map(stage -> stage.lasting(Math.max(1, Math.round(stage.steps() * factor))))
                .toList();
        return new Schedule(id, summary, task, scaled, repeat);
    }

    /** A stage and the step of the fleet at which it began. */
    private record Place(Stage stage, long start) {}

    private Place place(long step) {
        long start = step - inRound(step);
        for (Stage stage : stages) {
            if (step - start < stage.steps()) {
                return new Place(stage, start);
            }
            start += stage.steps();
        }
        Stage last = stages.get(stages.size() - 1);
        return new Place(last, start - last.steps());
    }

    private long inRound(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("a step of the fleet is never negative: " + step);
        }
        return repeat ? step % length() : step;
    }
}
