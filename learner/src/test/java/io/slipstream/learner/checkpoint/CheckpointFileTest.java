package io.slipstream.learner.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.ingest.SequenceTracker;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.Part;
import io.slipstream.learner.reference.Apprenticeship;
import io.slipstream.learner.reference.Audition;
import io.slipstream.learner.reference.RecentEpisodes.Ending;
import io.slipstream.model.Adapter;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.schemas.avro.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 8, 15, List.of(FeatureGroup.of("all", 0, 8, FeatureGroup.Role.BODY)));
    private static final ModelWeights BASE = ModelWeights.initial(SPEC, 1);

    @TempDir
    private Path folder;

    @Test
    void shouldReadNothingFromAnEmptyFolder() {
        assertThat(new CheckpointFile(folder.resolve("new")).read()).isEmpty();
    }

    @Test
    void shouldRestoreEverythingThatWasWritten() {
        CheckpointFile file = new CheckpointFile(folder.resolve("new"));
        Checkpoint written =
                checkpoint(7, new Assignment(3L, Component.POLICY, Set.of(Part.WORLD_MODEL, Part.POLICY), 40, 5, 600));

        file.write(written);
        Checkpoint read = file.read().orElseThrow();

        assertThat(read.base().sha256()).isEqualTo(written.base().sha256());
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("base", "adapters")
                .isEqualTo(written);
        assertThat(read.adapters().get(0).toBytes())
                .isEqualTo(written.adapters().get(0).toBytes());
    }

    @Test
    void shouldKeepAForcedAssignmentApartFromADecidedOne() {
        CheckpointFile file = new CheckpointFile(folder);

        file.write(checkpoint(1, new Assignment(null, Component.WORLD_MODEL, Set.of(Part.WORLD_MODEL), 1, 2, 3)));
        assertThat(file.read().orElseThrow().state().standing())
                .isEqualTo(new Assignment(null, Component.WORLD_MODEL, Set.of(Part.WORLD_MODEL), 1, 2, 3));
        file.write(checkpoint(1, null));
        assertThat(file.read().orElseThrow().state().standing()).isNull();
    }

    @Test
    void shouldReplaceTheOneBeforeAndLeaveNoTemporaryFile() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);

        file.write(checkpoint(1, null));
        file.write(checkpoint(2, null));

        assertThat(file.read().orElseThrow().modelVersion()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void shouldKeepTheOneBeforeWhenWritingFails() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);
        file.write(checkpoint(1, null));
        Files.createDirectory(folder.resolve("learner.checkpoint.tmp"));

        assertThatThrownBy(() -> file.write(checkpoint(2, null))).isInstanceOf(UncheckedIOException.class);

        assertThat(file.read().orElseThrow().modelVersion()).isEqualTo(1);
    }

    @Test
    void shouldRefuseADamagedFileAndSayWhatToDo() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);
        file.write(checkpoint(1, null));
        byte[] bytes = Files.readAllBytes(file.path());
        bytes[bytes.length / 2] ^= 1;
        Files.write(file.path(), bytes);

        assertThatThrownBy(file::read)
                .isInstanceOf(IllegalCheckpointException.class)
                .hasMessageContaining("learner.checkpoint")
                .hasMessageContaining("move it away");
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);
        Files.write(file.path(), new byte[5]);

        assertThatThrownBy(file::read).isInstanceOf(IllegalCheckpointException.class);
    }

    private static Checkpoint checkpoint(int version, @Nullable Assignment standing) {
        return new Checkpoint(
                "fleet",
                version,
                BASE,
                List.of(Adapter.fresh(BASE, Network.ACTOR, LowRankForm.ofRank(2), 3)),
                new LearnerState(
                        "{}",
                        new byte[] {3},
                        -77,
                        List.of(new Run(0, 1, 5, 128)),
                        new SequenceTracker.State(Map.of("a/0", new SequenceTracker.Position(5, 6, 7)), 1, 2, 3),
                        standing,
                        Assignment.of(7L, Component.POLICY, Set.of(Part.POLICY), 9),
                        new Apprenticeship.State(
                                List.of(new Ending(-1.5, false, -3, 40), new Ending(200, true, 41, 42)),
                                List.of(new Ending(405, true, 5, 6)),
                                new Audition.State(true, List.of("a/0", "a/7"), List.of(new Ending(3, false, 7, 8))),
                                true,
                                false,
                                true,
                                false,
                                40),
                        Map.of("updates", 9L)),
                Map.of("transitions/0", 12L, "decisions/0", 3L),
                new Recording(
                        Optional.of(new byte[] {1, 2}),
                        List.of(new Journal.Entry("transitions", 3, 10, 12, 1)),
                        Optional.of(new Recording.Pending(new byte[] {4}, new byte[] {5, 6}))));
    }
}
