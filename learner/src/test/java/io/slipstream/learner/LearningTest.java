package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.publish.VersionNumbers;
import io.slipstream.learner.train.GuardSettings;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.JournalEntry;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LearningTest extends LearningFixture {
    @Test
    void shouldOnlyCollectWithoutADecision() {
        Learning learning = learning(origin());
        collect(learning, 0, 10);

        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        assertThat(learning.progress(0).environmentSteps()).isEqualTo(10L * T * ENVIRONMENTS);
        assertThat(manifests).isEmpty();
    }

    @Test
    void shouldTrainOnlyTheWorldModelAndPublishTheWholeBudgetOfADecision() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        int steps = trainAll(learning);

        assertThat(steps).isEqualTo(4);
        assertThat(manifests).extracting(ModelVersion::getVersion).containsExactly(2, 3);
        assertThat(manifests).extracting(ModelVersion::getParent).containsExactly(1, 2);
        assertThat(manifests).extracting(ModelVersion::getDecision).containsOnly(1L);
        assertThat(manifests).extracting(ModelVersion::getUpdates).containsOnly(2L);
        assertThat(manifests.get(0).getTrainingOffsets()).isNotEmpty();
        Map<String, String> before = hashes(manifests.get(0));
        Map<String, String> after = hashes(manifests.get(1));
        assertThat(before).as("an adapter that says nothing does not travel").containsOnlyKeys("world-model-adapter");
        assertThat(after).containsOnlyKeys("world-model-adapter").isNotEqualTo(before);
    }

    @Test
    void shouldTrainOnlyThePolicyWhenADecisionNamesIt() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);
        trainAll(learning);

        Map<String, String> before = hashes(manifests.get(0));
        Map<String, String> after = hashes(manifests.get(manifests.size() - 1));
        assertThat(before).containsOnlyKeys("actor-adapter");
        assertThat(after).containsOnlyKeys("actor-adapter").isNotEqualTo(before);
    }

    @Test
    void shouldPublishNoVersionOfAPolicyThatDrivesLikeItsParent() {
        plan = new PlanSettings(12, 12, 2, 512, 8, 32);
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);
        int updates = trainAll(learning);

        assertThat(updates).isEqualTo(12);
        assertThat(manifests).extracting(ModelVersion::getUpdates).containsExactly(6L, 2L, 2L, 2L);
        assertThat(manifests)
                .extracting(manifest -> hashes(manifest).get("actor-adapter"))
                .doesNotHaveDuplicates();
        assertThat(manifests.get(0).getTraining().getJournal())
                .as("the updates before it are of its journal")
                .extracting(JournalEntry::getUpdates)
                .containsExactly(6);
    }

    @Test
    void shouldRefreshTheReferenceOfWhatWasTrainedAtTheEndOnly() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        trainAll(learning);

        Reference intermediate = Reference.fromAvro(manifests.get(0).getReference());
        Reference last = Reference.fromAvro(manifests.get(1).getReference());
        assertThat(intermediate.level(SignalNames.TV)).isEqualTo(reference().level(SignalNames.TV));
        assertThat(last.level(SignalNames.TV)).isNotEqualTo(reference().level(SignalNames.TV));
        assertThat(last.level("residual.ego")).isNotEqualTo(reference().level("residual.ego"));
        assertThat(last.level("novelty.task")).isEqualTo(reference().level("novelty.task"));
    }

    @Test
    void shouldForgetWhatWasCollectedBeforeADecision() {
        Learning learning = learning(origin());
        collect(learning, 0, 10);

        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));

        assertThat(learning.progress(0).replaySteps()).isZero();
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
    }

    @Test
    void shouldNotWaitAgainForWhatTheWindowsOfADecisionHaveSeen() {
        Learning learning = learning(origin());
        collect(learning, 0, 10);
        List<OffsetRange> lastWindow =
                List.of(new OffsetRange("transitions", 0, 8L * ENVIRONMENTS, 10L * ENVIRONMENTS));

        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL, 2, lastWindow)));

        assertThat(learning.train()).as("two windows are more than the warm-up").isEqualTo(Learning.Step.UPDATED);
        assertThat(learning.progress(0).replaySteps()).isEqualTo(4L * T * ENVIRONMENTS * 7 / 8);
    }

    @Test
    void shouldRehearseOtherStepsThanThoseThatADecisionIsAbout() {
        List<OffsetRange> lastWindow =
                List.of(new OffsetRange("transitions", 0, 8L * ENVIRONMENTS, 10L * ENVIRONMENTS));

        byte[] knowing = afterADecision(lastWindow);
        byte[] unknowing = afterADecision(List.of());

        assertThat(Arrays.equals(knowing, afterADecision(lastWindow))).isTrue();
        assertThat(Arrays.equals(knowing, unknowing))
                .as("what is kept as known before was drawn from the new world, too")
                .isFalse();
    }

    private byte[] afterADecision(List<OffsetRange> lastWindow) {
        Learning learning = learning(origin());
        collect(learning, 0, 10);
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY, 2, lastWindow)));
        return student(learning);
    }

    /** All that it is trained with, what is rehearsed included. */
    private static byte[] student(Learning learning) {
        return learning.checkpoint(Map.of()).state().trainer();
    }

    @Test
    void shouldGoOnLearningFromTheSameWorldUntilTheMonitorFindsThatItFits() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        trainAll(learning);
        long collected = learning.progress(0).replaySteps();

        learning.on(new LogEvent.Decided(Records.decision(2, Component.POLICY)));
        assertThat(learning.progress(0).replaySteps()).isEqualTo(collected);
        learning.on(new LogEvent.Decided(Records.decision(3, Component.NONE)));
        learning.on(new LogEvent.Decided(Records.decision(4, Component.WORLD_MODEL)));

        assertThat(learning.progress(0).replaySteps()).isZero();
    }

    @Test
    void shouldPassOverADecisionWhoseNumberNobodyHasReached() {
        Learning learning = learning(origin());

        learning.on(new LogEvent.Decided(Records.decision(Long.MAX_VALUE, Component.POLICY)));
        assertThat(learning.busy()).isFalse();

        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        assertThat(learning.busy()).isTrue();
    }

    @Test
    void shouldMakeNoVersionOfAModelThatAGuardRefuses() {
        // A policy with more nats than there are actions does not exist.
        guard = new GuardSettings(1e6f, 100, 0);
        Learning learning = learning(origin());
        String before = learning.merged().sha256();
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);

        assertThat(learning.train()).isEqualTo(Learning.Step.UPDATED);
        assertThat(learning.train()).isEqualTo(Learning.Step.WITHHELD);

        assertThat(manifests).isEmpty();
        assertThat(learning.busy()).as("the budget is over").isFalse();
        assertThat(learning.progress(0).withheld()).isEqualTo(1);
        assertThat(learning.progress(0).guarded()).contains("POLICY", "the policy has collapsed");
        assertThat(learning.merged().sha256())
                .as("it goes back to the last version")
                .isEqualTo(before);
    }

    @Test
    void shouldMakeNoVersionWhenEveryUpdateWasDiscarded() {
        guard = new GuardSettings(1e-12f, 0, 0);
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        trainAll(learning);

        assertThat(manifests).isEmpty();
        assertThat(learning.progress(0).discarded()).isEqualTo(2);
        assertThat(learning.progress(0).guarded()).contains("all its updates were discarded");
    }

    @Test
    void shouldNotCarryOutADecisionTwice() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        trainAll(learning);

        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));

        assertThat(learning.component()).isEqualTo(Component.NONE);
    }

    @Test
    void shouldObeyCommands() {
        Learning learning = learning(origin());
        learning.on(command(CommandKind.FORCE_COMPONENT, Map.of("component", "POLICY")));
        collect(learning, 0, 10);
        learning.on(command(CommandKind.PAUSE, Map.of()));
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        learning.on(command(CommandKind.RESUME, Map.of("service", "actor")));
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        learning.on(command(CommandKind.RESUME, Map.of("service", "learner")));

        trainAll(learning);

        assertThat(manifests).extracting(ModelVersion::getDecision).containsOnlyNulls();
        assertThat(manifests).extracting(ModelVersion::getComponent).containsOnly(Component.POLICY);
    }

    @Test
    void shouldKeepToAPauseFromBeforeItStartedButForceNothingAgain() {
        LogEvent force = command("f", CommandKind.FORCE_COMPONENT, Map.of("component", "POLICY"));
        Learning learning = learning(origin());
        learning.recall(force);
        learning.recall(command(CommandKind.PAUSE, Map.of("service", "learner")));
        learning.on(force);
        assertThat(learning.busy()).isFalse();

        learning.on(command(CommandKind.FORCE_COMPONENT, Map.of("component", "POLICY")));
        collect(learning, 0, 10);
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        learning.on(command(CommandKind.RESUME, Map.of()));

        assertThat(learning.train()).isNotEqualTo(Learning.Step.WAITED);
    }

    @Test
    void shouldTrainNoForbiddenComponentAlsoAfterARestart() {
        Learning first = learning(origin());
        first.on(command("no", CommandKind.FORBID_COMPONENT, Map.of("component", "POLICY")));
        first.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        assertThat(first.busy()).isFalse();
        CheckpointFile file = new CheckpointFile(folder);
        file.write(first.checkpoint(Map.of()));
        Checkpoint checkpoint = file.read().orElseThrow();

        Learning second = learning(origin());
        second.restore(checkpoint);
        second.on(command("no", CommandKind.ALLOW_COMPONENT, Map.of("component", "POLICY")));
        second.on(new LogEvent.Decided(Records.decision(2, Component.POLICY)));
        assertThat(second.busy()).isFalse();
        second.on(command(CommandKind.ALLOW_COMPONENT, Map.of("component", "POLICY")));
        second.on(new LogEvent.Decided(Records.decision(3, Component.POLICY)));

        assertThat(second.busy()).isTrue();
    }

    @Test
    void shouldGoOnExactlyFromACheckpoint() {
        Learning first = learning(origin());
        first.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(first, 0, 10);
        first.train();
        CheckpointFile file = new CheckpointFile(folder);
        file.write(first.checkpoint(Map.of("transitions/0", 160L)));
        trainAll(first);
        List<ModelVersion> expected = List.copyOf(manifests);
        manifests.clear();

        Checkpoint checkpoint = file.read().orElseThrow();
        Learning second = learning(new Origin(
                checkpoint.modelVersion(),
                checkpoint.modelVersion(),
                0,
                checkpoint.base(),
                checkpoint.adapters(),
                Reference.fromJson(checkpoint.state().referenceJson()),
                Optional.of(checkpoint)));
        collect(second, 0, 10);
        second.restore(checkpoint);
        trainAll(second);

        assertThat(manifests).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(hashes(manifests.get(i))).isEqualTo(hashes(expected.get(i)));
            assertThat(manifests.get(i).getUpdates()).isEqualTo(expected.get(i).getUpdates());
        }
        assertThat(second.progress(0)).isEqualTo(first.progress(0));
    }

    @Test
    void shouldNotGiveANumberThatSomebodyElseHasPublishedNorCountOnFromAGiantOne() {
        MockConsumer<String, Decoded<SpecificRecord>> log = new MockConsumer<>("earliest");
        log.updatePartitions("models", List.of(new PartitionInfo("models", 0, null, null, null)));
        TopicPartition models = new TopicPartition("models", 0);
        log.updateBeginningOffsets(Map.of(models, 0L));
        log.updateEndOffsets(Map.of(models, 0L));
        Learning learning = learning(origin(), new VersionNumbers(log, "models", "fleet"));
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        collect(learning, 0, 10);
        while (manifests.isEmpty()) {
            assertThat(learning.train()).isNotEqualTo(Learning.Step.WAITED);
        }
        log.addRecord(numbered(4, 0));
        log.addRecord(numbered(Integer.MAX_VALUE, 1));
        log.updateEndOffsets(Map.of(models, 2L));
        trainAll(learning);

        assertThat(manifests).extracting(ModelVersion::getVersion).containsExactly(2, 5);
        assertThat(manifests).extracting(ModelVersion::getParent).containsExactly(1, 2);
    }

    private ConsumerRecord<String, Decoded<SpecificRecord>> numbered(int version, long offset) {
        ModelVersion strange =
                ModelVersion.newBuilder(manifests.get(0)).setVersion(version).build();
        return new ConsumerRecord<>("models", 0, offset, "fleet/" + version, new Decoded.Value<>(strange));
    }
}
