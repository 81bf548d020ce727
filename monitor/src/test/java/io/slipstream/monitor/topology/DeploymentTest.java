package io.slipstream.monitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.monitor.canary.Ruling;
import io.slipstream.schemas.avro.CanaryVerdict;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.DeploymentState;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.OffsetRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    Path folder;

    private final TestFleet fleet = new TestFleet(3);
    private final List<EpisodeSummary> log = new ArrayList<>();
    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(folder);
        harness.publish(TestFleet.manifest(1, null, 1));
        harness.drive(fleet.segments(1, 100));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void shouldNameTheVersionThatDrivesAndTryANewerOne() {
        publishCandidate(2);

        List<Deployment> told = harness.deployments();

        assertThat(told).hasSize(2);
        assertThat(told.get(0).getState()).isEqualTo(DeploymentState.STABLE);
        assertThat(told.get(0).getIncumbent()).isEqualTo(1);
        assertThat(told.get(1).getState()).isEqualTo(DeploymentState.CANARY);
        assertThat(told.get(1).getCandidate()).isEqualTo(2);
        assertThat(told.get(1).getCanaryShare()).isEqualTo(.25);
    }

    @Test
    void shouldRollBackABadCandidateWithEverythingItRestsOn() {
        publishCandidate(2);
        for (int i = 0; i < 20; i++) {
            end(1, 2, true);
            end(2, 2, false);
        }

        Deployment verdict = last();

        assertThat(verdict.getVerdict()).isEqualTo(CanaryVerdict.ROLLED_BACK);
        assertThat(verdict.getState()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(verdict.getIncumbent()).isEqualTo(1);
        assertThat(verdict.getCandidate()).isNull();
        assertThat(verdict.getTrial().getCandidateEpisodes()).isEqualTo(20);
        assertThat(verdict.getTrial().getRollbackEvidence())
                .isGreaterThanOrEqualTo(verdict.getTrial().getRollbackLevel());
        assertThat(recomputed(verdict).ruling()).isEqualTo(Ruling.ROLL_BACK);
        assertThat(recomputed(verdict).rollbackEvidence())
                .hasValue(verdict.getTrial().getRollbackEvidence());
    }

    @Test
    void shouldCountOnlyEpisodesThatTheTrialHeldFor() {
        publishCandidate(2);
        for (int i = 0; i < 60; i++) {
            end(1, 0, true);
            end(2, 0, false);
            end(2, 7, false);
        }

        assertThat(last().getState()).isEqualTo(DeploymentState.CANARY);
    }

    @Test
    void shouldCountAnEpisodeThatStandsOnTheLogTwiceOnce() {
        publishCandidate(2);
        for (int i = 0; i < 20; i++) {
            end(1, 2, true);
            end(2, 2, false);
            // Kafka has appended both batches twice.
            again(log.get(log.size() - 2));
            again(log.get(log.size() - 2));
            assertThat(last().getState())
                    .as("after %s episodes of each version", i + 1)
                    .isEqualTo(i < 19 ? DeploymentState.CANARY : DeploymentState.ROLLED_BACK);
        }

        Deployment verdict = last();

        assertThat(verdict.getVerdict()).isEqualTo(CanaryVerdict.ROLLED_BACK);
        assertThat(verdict.getTrial().getCandidateEpisodes()).isEqualTo(20);
        assertThat(recomputed(verdict).rollbackEvidence())
                .hasValue(verdict.getTrial().getRollbackEvidence());
    }

    @Test
    void shouldPromoteACandidateThatIsAsGoodAndTryTheNextOneAgainstIt() {
        publishCandidate(2);
        for (int i = 0; i < 1_000 && last().getState() == DeploymentState.CANARY; i++) {
            end(1, 2, i % 10 != 0);
            end(2, 2, i % 10 != 5);
        }
        assertThat(last().getVerdict()).isEqualTo(CanaryVerdict.PROMOTED);
        assertThat(last().getIncumbent()).isEqualTo(2);

        publishCandidate(3);

        assertThat(last().getCandidate()).isEqualTo(3);
        assertThat(last().getTrial().getIncumbent()).isEqualTo(2);
    }

    @Test
    void shouldCarryOutACommandOnce() {
        publishCandidate(2);
        harness.command(command("a", CommandKind.PROMOTE, Map.of()));
        assertThat(last().getIncumbent()).isEqualTo(2);
        assertThat(last().getCommand()).isEqualTo("a");
        harness.command(command("b", CommandKind.ROLL_BACK, Map.of()));
        assertThat(last().getIncumbent()).isEqualTo(1);
        int told = all().size();

        harness.command(command("a", CommandKind.PROMOTE, Map.of("version", "2")));

        assertThat(all()).hasSize(told);
        assertThat(last().getIncumbent()).isEqualTo(1);
    }

    @Test
    void shouldFreezeAndGoOnWithTheTrialLater() {
        publishCandidate(2);
        harness.command(command("a", CommandKind.FREEZE, Map.of()));
        assertThat(last().getState()).isEqualTo(DeploymentState.FROZEN);
        assertThat(last().getVerdict()).isEqualTo(CanaryVerdict.CANCELLED);
        harness.drive(fleet.segments(0, 100));
        assertThat(last().getState()).isEqualTo(DeploymentState.FROZEN);

        harness.command(command("b", CommandKind.UNFREEZE, Map.of()));
        harness.drive(fleet.segments(1, 100));

        assertThat(last().getState()).isEqualTo(DeploymentState.CANARY);
        assertThat(last().getCandidate()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAVersionThatIsNotThere() {
        harness.command(command("a", CommandKind.ROLL_BACK, Map.of("version", "9")));

        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getReason()).contains("no model version 9"));
    }

    private void publishCandidate(int version) {
        harness.publish(TestFleet.manifest(version, null, 1));
        harness.drive(fleet.segments(1, 50));
    }

    private void end(int version, int trial, boolean success) {
        EpisodeSummary episode = EpisodeSummary.newBuilder(fleet.episode(version, version, success))
                .setTrial(trial == 0 ? null : trial)
                .build();
        again(episode);
    }

    private void again(EpisodeSummary episode) {
        log.add(episode);
        harness.end(episode);
    }

    private final List<Deployment> read = new ArrayList<>();

    private List<Deployment> all() {
        read.addAll(harness.deployments());
        return read;
    }

    private Deployment last() {
        List<Deployment> told = all();
        return told.get(told.size() - 1);
    }

    private VerdictReplay recomputed(Deployment verdict) {
        VerdictReplay replay = new VerdictReplay(
                TestFleet.FLEET,
                verdict.getTrial(),
                CanaryConfiguration.recorded(verdict.getTrial().getSettings()),
                harness.wire);
        for (OffsetRange run : verdict.getTrial().getJournal()) {
            for (long offset = run.getFrom(); offset < run.getTo(); offset++) {
                byte[] value = harness.wire.episodes().encode(log.get((int) offset));
                replay.episode(new WindowReplay.Bytes(run.getTopic(), run.getPartition(), offset, value));
            }
        }
        return replay;
    }

    private static Command command(String id, CommandKind kind, Map<String, String> arguments) {
        return Command.newBuilder()
                .setId(id)
                .setFleet(TestFleet.FLEET)
                .setKind(kind)
                .setArguments(arguments)
                .setIssuedBy("test")
                .setReason("to see")
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
