package io.slipstream.monitor.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.AlarmState;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmWatchTest {
    private static final Instant START = Instant.ofEpochSecond(1_000);

    @Test
    void shouldFireAfterEnoughWindowsInARowAndResolve() {
        AlarmWatch watch = watch("- {name: low, when: success, below: 0.5, windows: 2, severity: critical}");

        watch.take(window(.4, 1, "NONE"));
        assertThat(watch.changes(START)).isEmpty();
        watch.take(window(.3, 1, "NONE"));
        List<Alarm> fired = watch.changes(START);
        watch.take(window(.2, 1, "NONE"));
        assertThat(watch.changes(START)).isEmpty();
        watch.take(window(.9, 1, "NONE"));
        List<Alarm> over = watch.changes(START.plusSeconds(60));

        assertThat(fired).singleElement().satisfies(alarm -> {
            assertThat(alarm.getState()).isEqualTo(AlarmState.FIRING);
            assertThat(alarm.getSeverity()).isEqualTo("critical");
            assertThat(alarm.getValue()).isEqualTo(.3);
        });
        assertThat(over).singleElement().satisfies(alarm -> {
            assertThat(alarm.getState()).isEqualTo(AlarmState.RESOLVED);
            assertThat(alarm.getSince()).isEqualTo(START);
        });
    }

    @Test
    void shouldCompareAMismatchWithItsThreshold() {
        AlarmWatch watch = watch("- {name: off, when: mismatch, signal: dynamics, above: 1.5}");
        watch.take(window(.9, 1.4, "NONE"));
        assertThat(watch.changes(START)).isEmpty();
        watch.take(window(.9, 1.6, "NONE"));
        assertThat(watch.changes(START)).hasSize(1);
    }

    @Test
    void shouldHearWhenTheLearnerFallsSilent() {
        AlarmWatch watch = watch("- {name: silent, when: learner-silent, for: 10s}");
        assertThat(watch.changes(START.plusSeconds(9))).isEmpty();
        assertThat(watch.changes(START.plusSeconds(10))).hasSize(1);
        watch.take(learning(START.plusSeconds(11), 0));
        assertThat(watch.changes(START.plusSeconds(12)))
                .extracting(Alarm::getState)
                .containsExactly(AlarmState.RESOLVED);
    }

    @Test
    void shouldWatchLagDeadLettersAndFindingsWithoutADecision() {
        AlarmWatch watch = watch(
                "- {name: lag, when: lag, above: 3}",
                "- {name: letters, when: dead-letters, above: 1, within: 10s}",
                "- {name: undecided, when: no-decision, for: 30s}");
        watch.take(learning(START, 4));
        watch.take(letter(START));
        watch.take(letter(START));
        watch.take(window(.9, 2, "DYNAMICS"));

        assertThat(watch.changes(START)).extracting(Alarm::getRule).containsExactly("lag", "letters");
        assertThat(watch.changes(START.plusSeconds(30)))
                .extracting(alarm -> alarm.getRule() + " " + alarm.getState())
                .containsExactly("letters RESOLVED", "undecided FIRING");
    }

    @Test
    void shouldTellWhatAGuardOfTheLearnerHasStopped() {
        AlarmWatch watch = watch("- {name: guard, when: learning-guard, within: 60s}");
        watch.take(guarded(START, 3, 1, "of last week"));
        assertThat(watch.changes(START)).as("what was before the start is old").isEmpty();

        watch.take(guarded(START.plusSeconds(5), 3, 2, "the policy has collapsed"));

        assertThat(watch.changes(START.plusSeconds(6)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.getMessage()).contains("the policy has collapsed"));
        assertThat(watch.changes(START.plusSeconds(70)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.getState()).isEqualTo(AlarmState.RESOLVED));
    }

    @Test
    void shouldNotBeSilencedByAReportThatSaysItIsOfTheFuture() {
        AlarmWatch watch = watch("- {name: silent, when: learner-silent, for: 10s}");
        watch.take(learning(START.plus(Duration.ofDays(3650)), 0));
        assertThat(watch.changes(START)).isEmpty();

        assertThat(watch.changes(START.plusSeconds(10)))
                .extracting(Alarm::getState)
                .containsExactly(AlarmState.FIRING);
    }

    @Test
    void shouldCountAnOldFindingFromItsOwnStart() {
        AlarmWatch watch = watch("- {name: undecided, when: no-decision, for: 30s}");
        watch.take(window(.9, 2, "DYNAMICS", Instant.EPOCH));

        assertThat(watch.changes(START.plusSeconds(29))).isEmpty();
        assertThat(watch.changes(START.plusSeconds(30)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.getValue()).isEqualTo(30));
    }

    @Test
    void shouldTakeAFindingThatTheLastDecisionAnswersForDecided() {
        AlarmWatch watch = watch("- {name: undecided, when: no-decision, for: 30s}");
        watch.take(decision(Component.WORLD_MODEL));
        watch.take(window(.9, 2, "DYNAMICS"));
        assertThat(watch.changes(START.plusSeconds(60))).isEmpty();

        watch.take(window(.9, 2, "POLICY"));
        assertThat(watch.changes(START.plusSeconds(60)))
                .extracting(Alarm::getState)
                .containsExactly(AlarmState.FIRING);
        watch.take(decision(Component.POLICY));
        watch.take(window(.9, 2, "POLICY"));

        assertThat(watch.changes(START.plusSeconds(60)))
                .extracting(Alarm::getState)
                .containsExactly(AlarmState.RESOLVED);
    }

    @Test
    void shouldNotFireAgainAfterARestart() {
        AlarmWatch watch = watch("- {name: low, when: success, below: 0.5}");
        watch.take(window(.4, 1, "NONE"));
        Alarm fired = watch.changes(START).get(0);

        AlarmWatch restarted = watch("- {name: low, when: success, below: 0.5}");
        restarted.recall(fired);
        assertThat(restarted.changes(START)).isEmpty();
        restarted.take(window(.4, 1, "NONE"));
        assertThat(restarted.changes(START)).isEmpty();
        restarted.take(window(.6, 1, "NONE"));

        assertThat(restarted.changes(START))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.getState()).isEqualTo(AlarmState.RESOLVED));
    }

    private static AlarmWatch watch(String... rules) {
        String text = "alarms:\n  " + String.join("\n  ", rules);
        return new AlarmWatch("demo", AlarmRules.parse("rules.yaml", text), START);
    }

    private static MismatchReport window(double success, double dynamics, String finding) {
        return window(success, dynamics, finding, START);
    }

    private static MismatchReport window(double success, double dynamics, String finding, Instant at) {
        return MismatchReport.newBuilder()
                .setFleet("demo")
                .setWindow(1)
                .setFromStep(0)
                .setToStep(1)
                .setModelVersion(1)
                .setTask("RTM03")
                .setSteps(1)
                .setEpisodes(1)
                .setSuccessRate(success)
                .setMeanReturn(0.0)
                .setMeanTtc(null)
                .setDynamics(new SignalReading("dynamics", dynamics, 0.0, 0.0, 0.0, 1.0, 1L))
                .setPolicy(new SignalReading("policy", 0.0, 0.0, 0.0, 0.0, 1.0, 1L))
                .setSignals(List.of())
                .setFinding(finding)
                .setVisitation(new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0)))
                .setOffsets(List.of())
                .setCreatedAt(at)
                .build();
    }

    private static FinetuneDecision decision(Component component) {
        return FinetuneDecision.newBuilder()
                .setId(1)
                .setFleet("demo")
                .setComponent(component)
                .setWindow(1)
                .setAtStep(1)
                .setModelVersion(1)
                .setReason("test")
                .setEPolicy(0)
                .setEDynamics(0)
                .setBand(List.of(0.0, 0.0))
                .setEvidence(List.of())
                .setRejected(Component.NONE)
                .setMargin(0)
                .setBaseline(Component.NONE)
                .setConstants(Map.of())
                .setOffsets(List.of())
                .setCreatedAt(START)
                .build();
    }

    private static LearningReport guarded(Instant at, long discarded, long withheld, String why) {
        return learned(at, 0)
                .setDiscarded(discarded)
                .setWithheld(withheld)
                .setGuarded(why)
                .build();
    }

    private static LearningReport learning(Instant at, double lag) {
        return learned(at, lag).build();
    }

    private static LearningReport.Builder learned(Instant at, double lag) {
        return LearningReport.newBuilder()
                .setFleet("demo")
                .setModelVersion(1)
                .setComponent(Component.NONE)
                .setUpdates(0)
                .setEnvironmentSteps(0)
                .setUpdatesPerSecond(0)
                .setPolicyLag(lag)
                .setReplayRatio(0)
                .setReplaySteps(0)
                .setLosses(Map.of())
                .setCreatedAt(at);
    }

    private static DeadLetter letter(Instant at) {
        return DeadLetter.newBuilder()
                .setTopic("t")
                .setPartition(0)
                .setOffset(1)
                .setReason("broken")
                .setService("learner")
                .setKey(null)
                .setValue(null)
                .setCreatedAt(at)
                .build();
    }
}
