package io.slipstream.runtime.control;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.Component;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A command as a person gives it; what does not belong to its kind must be absent.
 *
 * @param id idempotence key: what has the same one is carried out once
 * @param steering what is asked
 * @param fleet fleet name
 * @param component of force, forbid and allow
 * @param version of promote and rollback, which do without, too
 * @param task of task
 * @param shift of shift
 * @param speed of speed, as a multiple of real time, 0 for as fast as possible
 * @param who issues it
 * @param reason why
 */
public record CommandRequest(
        String id,
        Steering steering,
        String fleet,
        Optional<String> component,
        OptionalInt version,
        Optional<String> task,
        Optional<String> shift,
        OptionalDouble speed,
        String who,
        String reason) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,128}");
    private static final int TEXT = 500;
    private static final double FASTEST = 1e6;

    /**
     * Checks everything that can be known without the log.
     *
     * @throws IllegalArgumentException saying what is wrong and what is allowed
     */
    public CommandRequest {
        require(ID.matcher(id).matches(), "id has to be 1 to 64 letters, digits, dots, colons, hyphens or underscores");
        require(NAME.matcher(fleet).matches(), "fleet has to be a name of letters, digits, dots and hyphens");
        require(who.length() <= TEXT && reason.length() <= TEXT, "who and reason have at most " + TEXT + " characters");
        require(!who.isBlank(), "who is missing: say who asks for it");
        boolean ofComponent = steering == Steering.FORCE || steering == Steering.FORBID || steering == Steering.ALLOW;
        belongs(steering, "component", component.isPresent(), ofComponent, ofComponent);
        boolean ofVersion = steering == Steering.PROMOTE || steering == Steering.ROLLBACK;
        belongs(steering, "version", version.isPresent(), ofVersion, false);
        belongs(steering, "task", task.isPresent(), steering == Steering.TASK, steering == Steering.TASK);
        belongs(steering, "shift", shift.isPresent(), steering == Steering.SHIFT, steering == Steering.SHIFT);
        belongs(steering, "speed", speed.isPresent(), steering == Steering.SPEED, steering == Steering.SPEED);
        component.ifPresent(CommandRequest::requireComponent);
        version.ifPresent(number -> require(number > 0, "version has to be a number from 1, not " + number));
        task.ifPresent(name -> require(NAME.matcher(name).matches(), "task has to be the id of a task"));
        shift.ifPresent(name -> require(NAME.matcher(name).matches(), "shift has to be the id of a shift"));
        speed.ifPresent(value -> require(
                value >= 0 && value <= FASTEST,
                "speed has to be a multiple of real time from 0 (as fast as possible) to 1000000, not " + value));
    }

    private static void requireComponent(String name) {
        require(
                name.equals(Component.WORLD_MODEL.name()) || name.equals(Component.POLICY.name()),
                "component has to be WORLD_MODEL or POLICY, not '" + name + "'");
    }

    private static void belongs(Steering steering, String field, boolean present, boolean allowed, boolean needed) {
        require(present || !needed, steering.id() + " needs the field " + field);
        require(!present || allowed, steering.id() + " takes no field " + field);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** The same, asked for by somebody else. */
    public CommandRequest by(String other) {
        return new CommandRequest(id, steering, fleet, component, version, task, shift, speed, other, reason);
    }

    /** Its record. */
    public Command toCommand(Instant now) {
        Map<String, String> arguments = new TreeMap<>();
        if (steering == Steering.PAUSE || steering == Steering.RESUME) {
            arguments.put("service", "learner");
        }
        component.ifPresent(value -> arguments.put("component", value));
        version.ifPresent(value -> arguments.put("version", Integer.toString(value)));
        task.ifPresent(value -> arguments.put("task", value));
        shift.ifPresent(value -> arguments.put("shift", value));
        speed.ifPresent(value -> arguments.put("speed", Double.toString(value)));
        return Command.newBuilder()
                .setId(id)
                .setFleet(fleet)
                .setKind(steering.kind())
                .setArguments(arguments)
                .setIssuedBy(who)
                .setReason(reason)
                .setCreatedAt(now)
                .build();
    }
}
