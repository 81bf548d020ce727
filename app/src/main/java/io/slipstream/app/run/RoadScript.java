package io.slipstream.app.run;

import io.slipstream.actor.driving.ShiftRecords;
import io.slipstream.sim.shift.Schedule;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Stage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A schedule of the catalogue, for roads; its shifts travel in full, since gradual ones have no name that anybody knows.
 *
 * @param schedule what is played
 */
public record RoadScript(Schedule schedule) implements Script {
    @Override
    public String id() {
        return schedule.id();
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %s (%,d steps%s)",
                schedule.id(),
                schedule.summary(),
                schedule.length(),
                schedule.repeat() ? ", again and again until Ctrl-C" : "");
    }

    @Override
    public boolean over(long step) {
        return schedule.over(step);
    }

    @Override
    public OptionalLong nextChange(long step) {
        return schedule.nextChange(step);
    }

    @Override
    public long stageStart(long step) {
        return schedule.stageStart(step);
    }

    @Override
    public Wanted at(long step) {
        Stage stage = schedule.stageAt(step);
        Shift shift = schedule.shiftAt(step);
        String driven = shift.goal().task().orElse(schedule.task()).id();
        return new Wanted(
                stage.name(),
                schedule.task().id(),
                driven,
                stage.shifts(),
                shift.id(),
                Optional.of(ShiftRecords.of(shift)));
    }

    @Override
    public boolean sameWorld(long step, long other) {
        return schedule.shiftAt(step).sameKnobs(schedule.shiftAt(other));
    }
}
