package io.slipstream.app.run;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.StageBook;
import io.slipstream.app.audit.StageEntry;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Plays a script: at the steps of the fleet at which it changes, a command on the log puts the next shift on. Where it
 * stands is read from the books, so a run that is started again goes on where the last one ended; when the script was over,
 * another playing of it begins.
 */
final class Director {
    private final Script script;
    private final String fleet;
    private final RunBook book;
    private final Consumer<Command> commands;
    private final Clock clock;

    // Fleet step at which this playing of the schedule began.
    private long start;
    // Steps of the fleet that the log no longer holds.
    private long gone;
    // Fleet step at which another shift may hold.
    private long next;
    // Where in the script it was when it asked for something last.
    private OptionalLong asked = OptionalLong.empty();

    /**
     * A director who has not looked into the books yet.
     *
     * @param script what is played
     * @param fleet who plays it
     * @param book tells how far the fleet is
     * @param commands sends a command to the fleet
     * @param clock wall clock of commands
     */
    Director(Script script, String fleet, RunBook book, Consumer<Command> commands, Clock clock) {
        this.script = script;
        this.fleet = fleet;
        this.book = book;
        this.commands = commands;
        this.clock = clock;
    }

    /** Begins the schedule, or goes on in it; commands what holds now in either case, whatever somebody else has asked for since. */
    void begin() {
        gone = book.latestStage()
                .map(stage -> Math.max(0, stage.latestStep() - book.steps()))
                .orElse(0L);
        start = book.latestStage()
                .filter(this::goesOn)
                .map(StageBook::scheduleStart)
                .orElse(step());
        follow();
    }

    private boolean goesOn(StageBook stage) {
        return stage.schedule().equals(script.id()) && !script.over(step() - stage.scheduleStart());
    }

    /** Commands a change when its step has come. */
    void advance() {
        if (step() >= next) {
            follow();
        }
    }

    /** Whether every stage has had its steps; never when the schedule repeats. */
    boolean finished() {
        return script.over(step() - start);
    }

    private long step() {
        return book.steps() + gone;
    }

    private void follow() {
        long position = step() - start;
        next = start + script.nextChange(position).orElse(Long.MAX_VALUE - start);
        Optional<StageBook> current = current(position);
        // A drift whose next value is the same, as a delay in ticks often is, needs no command.
        if (asked.isEmpty() || current.isEmpty() || !script.sameWorld(position, asked.getAsLong())) {
            asked = OptionalLong.of(position);
            Script.Wanted wanted = script.at(position);
            command(entry(wanted, current), wanted);
        }
    }

    /** The books of the stage that holds, if it has begun. */
    private Optional<StageBook> current(long position) {
        long stageStart = start + script.stageStart(position);
        return book.latestStage()
                .filter(stage -> stage.schedule().equals(script.id())
                        && stage.scheduleStart() == start
                        && stage.fromStep() >= stageStart);
    }

    private StageEntry entry(Script.Wanted wanted, Optional<StageBook> current) {
        int index = current.map(StageBook::index)
                .orElseGet(() ->
                        book.latestStage().map(latest -> latest.index() + 1).orElse(0));
        return new StageEntry(script.id(), start, index, wanted.stage(), wanted.driven(), wanted.shifts(), step());
    }

    private void command(StageEntry entry, Script.Wanted wanted) {
        Command command = Command.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setFleet(fleet)
                .setKind(CommandKind.CHANGE_SCENARIO)
                .setArguments(entry.arguments(wanted.asked(), wanted.shift()))
                .setIssuedBy("slipstream run")
                .setReason("schedule " + script.id() + ", stage " + entry.name() + ": " + wanted.shift() + " from step "
                        + entry.atStep())
                .setCreatedAt(clock.instant())
                .setShift(wanted.knobs().orElse(null))
                .build();
        commands.accept(command);
        // At once, not when it is read back: until then the stage would seem not to have begun.
        book.add(command);
    }
}
