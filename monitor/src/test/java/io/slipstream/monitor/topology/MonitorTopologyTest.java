package io.slipstream.monitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.TransitionSegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTopologyTest {
    @TempDir
    private Path folder;

    private final TestFleet fleet = new TestFleet(1);
    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(folder);
        harness.publish(TestFleet.manifest(1, null, 1));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void shouldReportAWindowOfStepsWithItsOffsets() {
        harness.drive(fleet.segments(1, 2_500));
        List<MismatchReport> reports = harness.reports();
        assertThat(reports).hasSize(2);
        MismatchReport second = reports.get(1);
        assertThat(second.getWindow()).isEqualTo(1);
        assertThat(second.getFromStep()).isEqualTo(1_000);
        assertThat(second.getToStep()).isEqualTo(2_000);
        assertThat(second.getSteps()).isEqualTo(1_000);
        assertThat(second.getTask()).isEqualTo("RTM03");
        assertThat(second.getOffsets()).containsExactly(new OffsetRange("slipstream.transitions.v1", 0, 40L, 80L));
        assertThat(second.getSignals())
                .extracting(signal -> signal.getSignal())
                .contains("residual.ego", "novelty.route");
        assertThat(second.getFinding()).isEqualTo("NONE");
        assertThat(harness.decisions()).isEmpty();
        assertThat(harness.counter("slipstream.monitor.steps")).isEqualTo(2_500);
    }

    @Test
    void shouldDecideForTheWorldModelWhenTheEgoMovesDifferently() {
        harness.drive(fleet.segments(1, 2_000));
        harness.drive(fleet.egoResidual(4).segments(1, 3_000));
        List<FinetuneDecision> decisions = harness.decisions();
        assertThat(decisions).hasSize(1);
        FinetuneDecision decision = decisions.get(0);
        assertThat(decision.getId()).isEqualTo(1);
        assertThat(decision.getComponent()).isEqualTo(Component.WORLD_MODEL);
        assertThat(decision.getRejected()).isEqualTo(Component.POLICY);
        assertThat(decision.getAtStep()).isEqualTo(4_000);
        assertThat(decision.getWindow()).isEqualTo(3);
        assertThat(decision.getReason()).contains("residual.ego");
        assertThat(decision.getFinding()).isEqualTo("DYNAMICS");
        assertThat(harness.reports())
                .extracting(MismatchReport::getFinding)
                .startsWith("NONE", "NONE", "DYNAMICS", "DYNAMICS");
        assertThat(decision.getEvidence())
                .extracting(signal -> signal.getSignal())
                .contains("E_P", "E_pi", "tv");
        assertThat(decision.getBand()).hasSize(2);
        assertThat(decision.getOffsets()).containsExactly(new OffsetRange("slipstream.transitions.v1", 0, 120L, 160L));
    }

    @Test
    void shouldDecideForThePolicyOnANewRoad() {
        harness.drive(fleet.routeNovelty(3).segments(1, 2_000));
        assertThat(harness.decisions())
                .extracting(FinetuneDecision::getComponent)
                .containsExactly(Component.POLICY);
    }

    @Test
    void shouldDecideForThePolicyWhenItFailsInAWorldThatIsPredictedWell() {
        harness.drive(fleet.segments(1, 500));
        for (int window = 0; window < 2; window++) {
            for (int e = 0; e < 40; e++) {
                harness.end(fleet.episode(e % 8, 1, e % 2 == 0));
            }
            harness.drive(fleet.segments(1, 1_000));
        }
        assertThat(harness.decisions())
                .extracting(FinetuneDecision::getComponent)
                .containsExactly(Component.POLICY);
        MismatchReport report = harness.reports().get(0);
        assertThat(report.getEpisodes()).isEqualTo(40);
        assertThat(report.getSuccessRate()).isEqualTo(.5);
        assertThat(report.getMeanTtc()).isEqualTo(3);
        assertThat(report.getOffsets())
                .extracting(OffsetRange::getTopic)
                .containsExactly("slipstream.episodes.v1", "slipstream.transitions.v1");
    }

    @Test
    void shouldGoBackToNoneWhenTheFinishedVersionFits() {
        harness.drive(fleet.egoResidual(4).segments(1, 2_000));
        harness.publish(TestFleet.manifest(2, 1L, 4));
        harness.drive(fleet.segments(2, 2_000));
        assertThat(harness.decisions())
                .extracting(FinetuneDecision::getComponent)
                .containsExactly(Component.WORLD_MODEL, Component.NONE);
        assertThat(harness.reports())
                .extracting(MismatchReport::getModelVersion)
                .containsExactly(1, 1, 2, 2);
    }

    @Test
    void shouldRestartTheWindowWhenANewerVersionDrives() {
        harness.publish(TestFleet.manifest(2, null, 1));
        harness.drive(fleet.segments(1, 900));
        harness.drive(fleet.segments(2, 900));
        harness.drive(fleet.segments(1, 200));
        assertThat(harness.reports()).isEmpty();
        harness.drive(fleet.segments(2, 100));
        MismatchReport report = harness.reports().get(0);
        assertThat(report.getModelVersion()).isEqualTo(2);
        assertThat(report.getFromStep()).isEqualTo(900);
        assertThat(report.getToStep()).as("late segments count as steps").isEqualTo(2_100);
        assertThat(report.getSteps()).isEqualTo(1_000);
        assertThat(harness.counter("slipstream.monitor.windows.dropped")).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatEnvironmentsDoRightAfterTheirStart() {
        harness.drive(fleet.young().egoResidual(9).segments(1, 400));
        harness.end(fleet.episode(0, 1, false));
        harness.drive(fleet.egoResidual(1).segments(1, 1_000));
        MismatchReport report = harness.reports().get(0);
        assertThat(report.getFromStep()).isEqualTo(400);
        assertThat(report.getToStep()).isEqualTo(1_400);
        assertThat(report.getEpisodes()).isZero();
        assertThat(report.getSignals())
                .filteredOn(signal -> signal.getSignal().equals("residual.ego"))
                .allMatch(signal -> signal.getValue() < 2);
    }

    @Test
    void shouldFollowAFleetThatIsRolledBack() {
        harness.publish(TestFleet.manifest(2, null, 1));
        harness.drive(fleet.segments(2, 500));
        harness.drive(fleet.segments(1, 3_000));
        assertThat(harness.reports())
                .extracting(MismatchReport::getModelVersion)
                .containsOnly(1);
    }

    @Test
    void shouldWaitForAManifestThatIsOnItsWay() {
        harness.drive(fleet.segments(2, 1_500));
        assertThat(harness.reports()).isEmpty();
        harness.publish(TestFleet.manifest(2, null, 1));
        harness.drive(fleet.segments(2, 25));
        assertThat(harness.reports()).extracting(MismatchReport::getSteps).containsExactly(1_525L);
    }

    @Test
    void shouldSendGarbageToDeadLettersAndGoOn() {
        harness.send(new byte[] {1, 2, 3});
        harness.drive(fleet.segments(1, 1_000));
        List<DeadLetter> letters = harness.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).getTopic()).isEqualTo("slipstream.transitions.v1");
        assertThat(letters.get(0).getOffset()).isZero();
        assertThat(letters.get(0).getReason()).isNotBlank();
        assertThat(letters.get(0).getService()).isEqualTo("monitor");
        assertThat(letters.get(0).getValue().remaining()).isEqualTo(3);
        assertThat(harness.reports()).hasSize(1);
        assertThat(harness.counter("slipstream.monitor.dead.letters")).isEqualTo(1);
    }

    @Test
    void shouldSendASegmentThatIsNotFiniteToDeadLetters() {
        TransitionSegment segment = fleet.segment(0, 1);
        segment.getObservations().getData().order(ByteOrder.LITTLE_ENDIAN).putFloat(8, Float.NaN);
        harness.drive(List.of(segment));
        assertThat(harness.deadLetters()).hasSize(1);
        assertThat(harness.state()).isEmpty();
    }

    @Test
    void shouldGoOnCountingWindowsAndDecisionsAfterARestart() {
        harness.drive(fleet.egoResidual(4).segments(1, 2_000));
        assertThat(harness.decisions()).hasSize(1);
        FleetState state = harness.state().orElseThrow();
        harness.close();

        harness = new TopologyHarness(folder.resolve("restarted"));
        harness.restore(state);
        harness.publish(TestFleet.manifest(1, null, 1));
        harness.publish(TestFleet.manifest(2, 1L, 1.1));
        harness.drive(fleet.segments(2, 4_000));
        assertThat(harness.reports()).extracting(MismatchReport::getWindow).containsExactly(2L, 3L, 4L, 5L);
        assertThat(harness.reports()).isEmpty();
        assertThat(harness.decisions()).extracting(FinetuneDecision::getId).containsExactly(2L);
    }

    @Test
    void shouldGiveTheSameFiguresWhateverTheOrderOfPartitions() {
        List<TransitionSegment> segments = fleet.segments(1, 1_000);
        harness.drive(segments);
        MismatchReport first = harness.reports().get(0);
        FleetMonitor monitor = new FleetMonitor(TopologyHarness.SETTINGS);
        List<FleetEvent> events = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            TransitionSegment segment = segments.get(i);
            events.add(new SegmentEvent(
                    new Source("slipstream.transitions.v1", 0, i),
                    "actor-0/" + segment.getEnvironment(),
                    segment.getTask(),
                    1,
                    segment.getFirstStep(),
                    SegmentSignals.of(segment)));
        }
        Collections.shuffle(events, new Random(3));
        VersionReference version = new VersionReferences(
                        harness.wire.versions(), key -> harness.wire.versions().encode(TestFleet.manifest(1, null, 1)))
                .find(TestFleet.FLEET, 1)
                .orElseThrow();
        FleetState state = FleetState.initial().restarted(1).with(1_000);
        MismatchReport again = monitor.close(TestFleet.FLEET, state, events, version, 1_000)
                .report()
                .orElseThrow();
        assertThat(again.getSignals()).isEqualTo(first.getSignals());
        assertThat(again.getDynamics()).isEqualTo(first.getDynamics());
    }
}
