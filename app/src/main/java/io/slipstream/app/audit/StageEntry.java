package io.slipstream.app.audit;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of scenario tells of the schedule that it is part of, beside task and shift: as arguments, which the actors pass over.
 *
 * @param schedule id of the schedule
 * @param scheduleStart fleet step at which this playing of it began
 * @param index place of the stage among those of all runs on the log
 * @param name of the stage
 * @param task driven in it
 * @param shifts what it puts on: a shift, or from&gt;to
 * @param atStep fleet step at which the command was given
 */
public record StageEntry(
        String schedule, long scheduleStart, int index, String name, String task, String shifts, long atStep) {
    private static final String SCHEDULE = "schedule";
    private static final String SCHEDULE_START = "scheduleStart";
    private static final String INDEX = "stageIndex";
    private static final String NAME = "stage";
    private static final String SHIFTS = "stageShifts";
    private static final String AT_STEP = "atStep";

    /** The arguments of a command under this entry: what is asked for, and where in the schedule. */
    public Map<String, String> arguments(String askedTask, String shift) {
        return Map.of(
                "task",
                askedTask,
                "shift",
                shift,
                SCHEDULE,
                schedule,
                SCHEDULE_START,
                Long.toString(scheduleStart),
                INDEX,
                Integer.toString(index),
                NAME,
                name,
                SHIFTS,
                shifts,
                AT_STEP,
                Long.toString(atStep));
    }

    /** The entry of a command, if it is part of a schedule. */
    static Optional<StageEntry> of(Command command) {
        Map<String, String> arguments = command.getArguments();
        if (command.getKind() != CommandKind.CHANGE_SCENARIO || !arguments.containsKey(INDEX)) {
            return Optional.empty();
        }
        return Optional.of(new StageEntry(
                arguments.getOrDefault(SCHEDULE, ""),
                number(arguments.get(SCHEDULE_START)),
                (int) number(arguments.get(INDEX)),
                arguments.getOrDefault(NAME, ""),
                drivenTask(command),
                arguments.getOrDefault(SHIFTS, ""),
                number(arguments.get(AT_STEP))));
    }

    /** A shift may put another task in the place of the one asked for. */
    private static String drivenTask(Command command) {
        ShiftKnobs shift = command.getShift();
        String instead = shift == null ? null : shift.getTask();
        return instead == null ? command.getArguments().getOrDefault("task", "") : instead;
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
