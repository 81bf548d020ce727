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
        long left = inRound(step);
        for (Stage stage : stages) {
            if (left < stage.steps()) {
                return stage.at(left);
            }
            left -= stage.steps();
        }
        Stage last = stages.get(stages.size() - 1);
        return last.at(last.steps());
    }

    /** The step after {@code step} at which another shift may hold next, so that nobody has to ask at every step; none if it never does. */
    public OptionalLong nextChange(long step) {
        long start = step - inRound(step);
        for (Stage stage : stages) {
            if (step - start < stage.steps()) {
                return OptionalLong.of(start + stage.nextChange(step - start));
            }
            start += stage.steps();
        }
        return OptionalLong.empty();
    }

    private long inRound(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("a step of the fleet is never negative: " + step);
        }
        return repeat ? step % length() : step;
    }
}
