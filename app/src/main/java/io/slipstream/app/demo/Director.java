package io.slipstream.app.demo;

import io.slipstream.app.audit.PhaseBook;
import io.slipstream.app.audit.RunBook;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Plays a scenario: when a phase has had its steps, a command on the log begins the next one. Where a scenario stands is
 * read from the books, so a run that is started again goes on in the phase in which the last one ended; after the last
 * phase another round begins.
 */
public final class Director {
    private final DemoScenario scenario;
    private final String fleet;
    private final RunBook book;
    private final Consumer<Command> commands;
    private final Clock clock;

    /**
     * A director who has not looked into the books yet.
     *
     * @param scenario what is played
     * @param fleet who plays it
     * @param book tells how far the fleet is
     * @param commands sends a command to the fleet
     * @param clock wall clock of commands
     */
    public Director(DemoScenario scenario, String fleet, RunBook book, Consumer<Command> commands, Clock clock) {
        this.scenario = scenario;
        this.fleet = fleet;
        this.book = book;
        this.commands = commands;
        this.clock = clock;
    }

    /** Finds the phase to begin or go on with; commands a change when it is a new one. */
    public Phase begin() {
        Optional<Integer> position = position();
        if (position.isEmpty()) {
            return enter(0);
        }
        if (!over(position.get())) {
            return scenario.phases().get(position.get());
        }
        return enter((position.get() + 1) % scenario.phases().size());
    }

    /** Begins the next phase when the current one has had its steps; the phase that began, if one did. */
    public Optional<Phase> advance() {
        int position = position().orElseThrow(() -> new IllegalStateException("begin the scenario first"));
        if (!over(position) || position == scenario.phases().size() - 1) {
            return Optional.empty();
        }
        return Optional.of(enter(position + 1));
    }

    /** Whether the last phase has had its steps. */
    public boolean finished() {
        return position()
                .filter(position -> position == scenario.phases().size() - 1 && over(position))
                .isPresent();
    }

    /** Where the scenario stands, by name: an edited scenario that lost the phase begins anew. */
    private Optional<Integer> position() {
        if (book.phases().isEmpty()) {
            return Optional.empty();
        }
        String name = book.phases().lastEntry().getValue().name();
        List<String> names = scenario.phases().stream().map(Phase::name).toList();
        int position = names.indexOf(name);
        return position < 0 ? Optional.empty() : Optional.of(position);
    }

    private boolean over(int position) {
        PhaseBook latest = book.phases().lastEntry().getValue();
        return book.steps() - latest.fromStep()
                >= scenario.phases().get(position).steps();
    }

    private Phase enter(int position) {
        Phase phase = scenario.phases().get(position);
        int index = book.phases().isEmpty() ? 0 : book.phases().lastKey() + 1;
        Command command = Command.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setFleet(fleet)
                .setKind(CommandKind.CHANGE_SCENARIO)
                .setArguments(Map.of(
                        "task",
                        phase.task(),
                        "shift",
                        phase.shift(),
                        RunBook.PHASE,
                        phase.name(),
                        RunBook.PHASE_INDEX,
                        Integer.toString(index),
                        RunBook.AT_STEP,
                        Long.toString(book.steps())))
                .setIssuedBy("slipstream run")
                .setReason("the scenario begins its phase " + phase.name())
                .setCreatedAt(clock.instant())
                .build();
        commands.accept(command);
        // At once, not when it is read back: until then the old phase would seem to be over still.
        book.add(command);
        return phase;
    }
}
