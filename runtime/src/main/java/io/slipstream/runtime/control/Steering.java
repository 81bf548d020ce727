package io.slipstream.runtime.control;

import io.slipstream.schemas.avro.CommandKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person can ask of a fleet. */
public enum Steering {
    /** Holds training back; collecting goes on. */
    PAUSE(CommandKind.PAUSE),
    /** Ends a pause. */
    RESUME(CommandKind.RESUME),
    /** Trains a component now, whatever the monitor finds. */
    FORCE(CommandKind.FORCE_COMPONENT),
    /** Lets no decision train a component. */
    FORBID(CommandKind.FORBID_COMPONENT),
    /** Lets decisions train it again. */
    ALLOW(CommandKind.ALLOW_COMPONENT),
    /** Lets the whole fleet drive a version: the one named, or the candidate. */
    PROMOTE(CommandKind.PROMOTE),
    /** Goes back: to the version named, or from the candidate, or to the version before. */
    ROLLBACK(CommandKind.ROLL_BACK),
    /** Lets a scripted driver drive. */
    FREEZE(CommandKind.FREEZE),
    /** Lets the incumbent drive again. */
    UNFREEZE(CommandKind.UNFREEZE),
    /** Gives the fleet another task. */
    TASK(CommandKind.CHANGE_SCENARIO),
    /** Puts a shift on the world. */
    SHIFT(CommandKind.CHANGE_SCENARIO),
    /** Drives faster or slower, as a multiple of real time. */
    SPEED(CommandKind.CHANGE_SPEED);

    private final CommandKind kind;

    Steering(CommandKind kind) {
        this.kind = kind;
    }

    /** Kind of its record. */
    public CommandKind kind() {
        return kind;
    }

    /** Name in requests and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException naming all there are
     */
    public static Steering byId(String id) {
        return Arrays.stream(values())
                .filter(steering -> steering.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no command '" + id + "'; there are " + all()));
    }

    private static String all() {
        return Arrays.stream(values()).map(Steering::id).collect(Collectors.joining(", "));
    }
}
