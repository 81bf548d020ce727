package io.slipstream.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.Segments;
import io.slipstream.schemas.avro.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectorTest {
    private static final DemoScenario SCENARIO =
            DemoScenario.parse("[{name: home, steps: 64}, {name: shifted, shift: D5, steps: 64}]", "test");

    private final List<Command> sent = new ArrayList<>();
    private final RunBook book = new RunBook("demo");
    private final Director director = director(book);
    private long sequence;

    @Test
    void shouldBeginWithTheFirstPhase() {
        assertThat(director.begin().name()).isEqualTo("home");
        assertThat(sent)
                .singleElement()
                .satisfies(command -> assertThat(command.getArguments())
                        .containsEntry("task", "RTM03")
                        .containsEntry("shift", "C0"));
    }

    @Test
    void shouldBeginTheNextPhaseWhenThisOneHasHadItsSteps() {
        director.begin();
        drive(1);
        assertThat(director.advance()).isEmpty();
        drive(1);
        assertThat(director.advance()).map(Phase::name).contains("shifted");
        assertThat(director.advance()).isEmpty();
        assertThat(director.finished()).isFalse();
        drive(2);
        assertThat(director.finished()).isTrue();
    }

    @Test
    void shouldGoOnInThePhaseInWhichTheLastRunEnded() {
        director.begin();
        drive(2);
        director.advance();
        assertThat(director(book).begin().name()).isEqualTo("shifted");
        assertThat(sent).hasSize(2);
    }

    @Test
    void shouldBeginAnotherRoundAfterTheLastPhase() {
        director.begin();
        drive(2);
        director.advance();
        drive(2);
        assertThat(director(book).begin().name()).isEqualTo("home");
        assertThat(book.phases()).hasSize(3);
        assertThat(book.phases().lastEntry().getValue().fromStep()).isEqualTo(128);
    }

    private Director director(RunBook read) {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Director(SCENARIO, "demo", read, sent::add, clock);
    }

    private void drive(int segments) {
        for (int i = 0; i < segments; i++) {
            book.add(Segments.of(sequence++, 32), false);
        }
    }
}
