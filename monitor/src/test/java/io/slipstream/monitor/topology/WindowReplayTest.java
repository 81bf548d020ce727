package io.slipstream.monitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.monitor.decide.DecisionState;
import io.slipstream.runtime.serde.UnknownSchemaException;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.TransitionSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology wrote, computed again from the segments that went in. */
class WindowReplayTest {
    private static final String TOPIC = "slipstream.transitions.v1";

    @TempDir
    private Path folder;

    private final TestFleet fleet = new TestFleet(1);
    private final List<TransitionSegment> log = new ArrayList<>();
    private TopologyHarness harness;
    private WindowReplay replay;

    @BeforeEach
    void leaveALog() {
        harness = new TopologyHarness(folder);
        var manifest = TestFleet.manifest(1, null, 1);
        harness.publish(manifest);
        log.addAll(fleet.segments(1, 2_000));
        log.addAll(fleet.egoResidual(4).segments(1, 3_000));
        harness.drive(log);
        replay = new WindowReplay(
                TestFleet.FLEET,
                harness.wire,
                Map.of(Keys.version(TestFleet.FLEET, 1), harness.wire.versions().encode(manifest)));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void shouldComputeEveryWindowAndDecisionAgain() {
        List<MismatchReport> reports = harness.reports();
        List<FinetuneDecision> decisions = harness.decisions();
        List<FinetuneDecision> again = new ArrayList<>();
        DecisionState state = DecisionState.initial();
        for (MismatchReport report : reports) {
            WindowReplay.Outcome outcome = window(report).close(state);
            assertThat(outcome.report()).contains(report);
            outcome.decision().ifPresent(again::add);
            state = replay.after(state, report, TopologyHarness.SETTINGS);
        }
        assertThat(reports)
                .hasSize(5)
                .allSatisfy(report -> assertThat(report.getSettings()).containsEntry("monitor.window-steps", "1000"));
        assertThat(decisions).hasSize(1);
        assertThat(again).isEqualTo(decisions);
    }

    @Test
    void shouldShowThatARecordIsNotWhatItWas() {
        MismatchReport report = harness.reports().get(1);
        log.get(45).getRewards().getData().put(0, (byte) 7);
        WindowReplay.Outcome outcome = window(report).close(DecisionState.initial());
        assertThat(outcome.report()).isPresent();
        assertThat(outcome.report().get().getSignals()).isNotEqualTo(report.getSignals());
    }

    @Test
    void shouldRefuseASchemaOfTheFuture() {
        WindowReplay.Window window = replay.window(harness.reports().get(0), TopologyHarness.SETTINGS);
        byte[] future = harness.wire.segments().encode(log.get(0));
        future[4] ^= 1;
        assertThatThrownBy(() -> window.segment(new WindowReplay.Bytes(TOPIC, 0, 0, future)))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("no released schema of TransitionSegment");
    }

    @Test
    void shouldDecideTheSameWithoutStreams() {
        FleetReplay player = new FleetReplay(TopologyHarness.SETTINGS, harness.wire);
        player.manifest(
                Keys.version(TestFleet.FLEET, 1), harness.wire.versions().encode(TestFleet.manifest(1, null, 1)));
        for (int offset = 0; offset < log.size(); offset++) {
            ReplayedEvent.segment(harness.wire, bytes(offset)).ifPresent(event -> player.take(event, 0));
        }
        assertThat(player.reports())
                .extracting(MismatchReport::getSignals)
                .isEqualTo(harness.reports().stream()
                        .map(MismatchReport::getSignals)
                        .toList());
        assertThat(player.decisions())
                .extracting(FinetuneDecision::getReason)
                .isEqualTo(harness.decisions().stream()
                        .map(FinetuneDecision::getReason)
                        .toList());
    }

    private WindowReplay.Window window(MismatchReport report) {
        WindowReplay.Window window = replay.window(report, TopologyHarness.SETTINGS);
        for (OffsetRange range : report.getOffsets()) {
            for (long offset = range.getFrom(); offset < range.getTo(); offset++) {
                window.segment(bytes((int) offset));
            }
        }
        return window;
    }

    private WindowReplay.Bytes bytes(int offset) {
        return new WindowReplay.Bytes(TOPIC, 0, offset, harness.wire.segments().encode(log.get(offset)));
    }
}
