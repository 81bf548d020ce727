package io.slipstream.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private final RunBook book = new RunBook("demo");

    @Test
    void shouldEnterEveryValueOfADriftUnderItsStage() {
        book.add(command(entry(0, "C0", "RTM03", "C0", 0), "C0", null));
        book.add(command(entry(1, "wear", "RTM03", "C0>D5", 64), "C0>D5@0.250", null));
        book.add(command(entry(1, "wear", "RTM03", "C0>D5", 96), "C0>D5@0.500", null));

        book.add(Segments.of(0, 32, "RTM03", "C0>D5@0.250"), false);
        book.add(Segments.of(1, 32, "RTM03", "C0>D5@0.500"), false);
        book.add(Segments.of(2, 32, "RTM03", "of somebody else"), false);

        assertThat(stage(0).versions()).isEmpty();
        assertThat(stage(1).versions()).containsExactly(1);
        assertThat(stage(1).shift()).isEqualTo("C0>D5");
        assertThat(stage(1).latestShift()).isEqualTo("C0>D5@0.500");
        assertThat(stage(1).fromStep()).isEqualTo(64);
    }

    @Test
    void shouldEnterWhatAShiftHasDrivenInsteadOfTheTaskAskedFor() {
        ShiftKnobs left = ShiftKnobs.newBuilder().setId("P1").setTask("LTM03").build();
        book.add(command(entry(0, "new task", "LTM03", "P1", 0), "P1", left));

        book.add(Segments.of(0, 32, "LTM03", "P1"), false);

        assertThat(stage(0).task()).isEqualTo("LTM03");
        assertThat(stage(0).versions()).containsExactly(1);
    }

    @Test
    void shouldNotTakeARuleBasedDriverForAVersion() {
        book.add(command(entry(0, "C0", "RTM03", "C0", 0), "C0", null));
        book.add(Segments.of(0, 32, "RTM03", "C0"), false);
        book.add(Segments.of(0, 1, 32, "RTM03", "C0"), false);

        assertThat(book.drivenVersions()).containsExactly(1);
        assertThat(book.latestDriven()).isEqualTo(1);
        assertThat(book.steps()).isEqualTo(64);
        book.add(episode(0));
        book.add(episode(1));
        assertThat(book.episodes()).isEqualTo(1);
    }

    private static EpisodeSummary episode(int version) {
        return EpisodeSummary.newBuilder()
                .setFleet("demo")
                .setActor("actor-1")
                .setEnvironment(0)
                .setEpoch(1)
                .setEpisode(0)
                .setEndStep(100)
                .setTask("RTM03")
                .setModelVersion(version)
                .setSteps(100)
                .setReturn$(1)
                .setOutcome(Outcome.DESTINATION)
                .setRouteCompletion(1)
                .setDrivingScore(1)
                .setMeanSpeed(4)
                .setLowTtcShare(0)
                .setComfort(1)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    @Test
    void shouldTakeNoStageFromWhatAPersonAsksFor() {
        Map<String, String> arguments = Map.of("shift", "D5");
        book.add(new Command("1", "demo", CommandKind.CHANGE_SCENARIO, arguments, "me", "", Instant.EPOCH, null));
        assertThat(book.latestStage()).isEmpty();
    }

    private StageBook stage(int index) {
        return book.stages().values().stream().toList().get(index);
    }

    private static StageEntry entry(int index, String name, String task, String shifts, long atStep) {
        return new StageEntry("s", 0, index, name, task, shifts, atStep);
    }

    private static Command command(StageEntry entry, String shift, @Nullable ShiftKnobs knobs) {
        return new Command(
                "1",
                "demo",
                CommandKind.CHANGE_SCENARIO,
                entry.arguments("RTM03", shift),
                "slipstream run",
                "",
                Instant.EPOCH,
                knobs);
    }
}
