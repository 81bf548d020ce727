package io.slipstream.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.Segments;
import io.slipstream.app.audit.StageBook;
import io.slipstream.schemas.avro.Command;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Drift;
import io.slipstream.sim.shift.Schedule;
import io.slipstream.sim.shift.Stage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DirectorTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Schedule ABRUPT = schedule(
            "abrupt",
            false,
            new Stage.Hold("home", CATALOGUE.shift("C0"), 64),
            new Stage.Hold(CATALOGUE.shift("D5"), 64));
    private static final Schedule WEAR = schedule(
            "wear",
            false,
            new Stage.Hold(CATALOGUE.shift("C0"), 64),
            new Stage.Ramp(new Drift(CATALOGUE.shift("C0"), CATALOGUE.shift("D5")), 128, 32));

    private final List<Command> sent = new ArrayList<>();
    private final RunBook book = new RunBook("demo");
    private long sequence;

    @Test
    void shouldBeginWithTheFirstStage() {
        begun(ABRUPT);
        assertThat(sent)
                .singleElement()
                .satisfies(command -> assertThat(command.getArguments())
                        .containsEntry("task", "RTM03")
                        .containsEntry("shift", "C0")
                        .containsEntry("schedule", "abrupt")
                        .containsEntry("stage", "home"));
    }

    @Test
    void shouldBeginTheNextStageWhenThisOneHasHadItsSteps() {
        Director director = begun(ABRUPT);
        drive(director, 1);
        assertThat(shifts()).containsExactly("C0");
        drive(director, 1);
        assertThat(shifts()).containsExactly("C0", "D5");
        assertThat(sent.get(1).getReason()).isEqualTo("schedule abrupt, stage D5: D5 from step 64");
        assertThat(director.finished()).isFalse();
        drive(director, 2);
        assertThat(director.finished()).isTrue();
        assertThat(sent).hasSize(2);
    }

    @Test
    void shouldFollowADriftWithTheShiftInFull() {
        Director director = begun(WEAR);
        drive(director, 6);
        assertThat(shifts()).containsExactly("C0", "C0", "C0>D5@0.250", "C0>D5@0.500", "C0>D5@0.750", "D5");
        assertThat(sent)
                .extracting(
                        command -> Objects.requireNonNull(command.getShift()).getSteeringGain())
                .containsExactly(1.0, 1.0, 0.9, 0.8, 0.7, 0.6);
        assertThat(names()).containsExactly("C0", "C0>D5");
        StageBook drift = book.latestStage().orElseThrow();
        assertThat(drift.shift()).isEqualTo("C0>D5");
        assertThat(drift.fromStep()).isEqualTo(64);
        assertThat(drift.latestStep()).isEqualTo(192);
        assertThat(drift.latestShift()).isEqualTo("D5");
    }

    @Test
    void shouldPassOverWhatTheFleetHasOutrun() {
        Director director = begun(WEAR);
        add(5);
        director.advance();
        assertThat(shifts()).containsExactly("C0", "C0>D5@0.750");
    }

    @Test
    void shouldCommandNothingWhereADriftStaysTheSame() {
        Drift delay = new Drift(CATALOGUE.shift("C0"), CATALOGUE.shift("D2"));
        Director director = begun(schedule("late", false, new Stage.Ramp(delay, 192, 32)));
        drive(director, 6);
        assertThat(sent)
                .extracting(
                        command -> Objects.requireNonNull(command.getShift()).getDelayTicks())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldTellTheTaskThatIsDriven() {
        begun(schedule("left", false, new Stage.Hold(CATALOGUE.shift("P1"), 64)));
        assertThat(sent.get(0).getArguments()).containsEntry("task", "RTM03").containsEntry("shift", "P1");
        assertThat(book.latestStage()).map(StageBook::task).contains("LTM03");
    }

    @Test
    void shouldGoOnInTheMiddleOfADrift() {
        Director first = begun(WEAR);
        drive(first, 4);
        RunBook readBack = readBack();

        Director second = director(WEAR, readBack);
        second.begin();

        assertThat(shifts()).endsWith("C0>D5@0.500", "C0>D5@0.500");
        assertThat(readBack.stages()).hasSize(2);
        assertThat(readBack.latestStage()).map(StageBook::fromStep).contains(64L);
        assertThat(second.finished()).isFalse();
    }

    @Test
    void shouldGoOnWhereItStoodWhenTheLogHasLostItsBeginning() {
        Director first = begun(WEAR);
        drive(first, 4);
        RunBook shortened = new RunBook("demo");
        sent.forEach(shortened::add);
        shortened.add(Segments.of(sequence, 32), true);

        Director second = director(WEAR, shortened);
        second.begin();

        assertThat(shifts()).endsWith("C0>D5@0.500", "C0>D5@0.500");
    }

    @Test
    void shouldBeginTheStageThatCameWhileNobodyLooked() {
        Director first = begun(ABRUPT);
        drive(first, 1);
        add(1);

        director(ABRUPT, book).begin();

        assertThat(shifts()).containsExactly("C0", "D5");
        assertThat(names()).containsExactly("home", "D5");
    }

    @Test
    void shouldPlayTheScheduleAgainWhenItWasOver() {
        Director first = begun(ABRUPT);
        drive(first, 4);

        director(ABRUPT, book).begin();

        assertThat(names()).containsExactly("home", "D5", "home");
        assertThat(book.latestStage()).map(StageBook::fromStep).contains(128L);
    }

    @Test
    void shouldBeginAnotherScheduleAtOnce() {
        drive(begun(ABRUPT), 1);

        director(WEAR, book).begin();

        assertThat(names()).containsExactly("home", "C0");
        assertThat(book.latestStage()).map(StageBook::scheduleStart).contains(32L);
    }

    @Test
    void shouldRepeatForEver() {
        Director director = begun(schedule(
                "alternate",
                true,
                new Stage.Hold(CATALOGUE.shift("D2"), 32),
                new Stage.Hold(CATALOGUE.shift("P1"), 32)));
        drive(director, 4);
        assertThat(shifts()).containsExactly("D2", "P1", "D2", "P1", "D2");
        assertThat(names()).hasSize(5);
        assertThat(director.finished()).isFalse();
    }

    private static Schedule schedule(String id, boolean repeat, Stage... stages) {
        return new Schedule(id, "", CATALOGUE.task("RTM03"), List.of(stages), repeat);
    }

    private Director begun(Schedule schedule) {
        Director director = director(schedule, book);
        director.begin();
        return director;
    }

    private Director director(Schedule schedule, RunBook read) {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Director(new RoadScript(schedule), "demo", read, sent::add, clock);
    }

    /** What an outsider makes of the log so far. */
    private RunBook readBack() {
        RunBook read = new RunBook("demo");
        sent.forEach(read::add);
        for (long i = 0; i < sequence; i++) {
            read.add(Segments.of(i, 32), false);
        }
        return read;
    }

    private void drive(Director director, int segments) {
        for (int i = 0; i < segments; i++) {
            add(1);
            director.advance();
        }
    }

    private void add(int segments) {
        for (int i = 0; i < segments; i++) {
            book.add(Segments.of(sequence++, 32), false);
        }
    }

    private List<String> shifts() {
        return sent.stream().map(command -> command.getArguments().get("shift")).toList();
    }

    private List<String> names() {
        return book.stages().values().stream().map(StageBook::name).toList();
    }
}
