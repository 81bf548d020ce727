package io.slipstream.monitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowBlocksTest {
    private final WireFormat wire = WireFormat.avro(1 << 20);
    private final VersionReference version = new VersionReferences(
                    wire.versions(), key -> wire.versions().encode(TestFleet.manifest(1, null, 1)))
            .find(TestFleet.FLEET, 1)
            .orElseThrow();

    @Test
    void shouldCountOnceWhatStandsOnTheLogTwice() {
        List<FleetEvent> once = events(new TestFleet(3).segments(1, 1_000), 0);
        List<FleetEvent> doubled = new ArrayList<>(once);
        // Three segments of one batch, appended again behind everything else.
        for (int i = 0; i < 3; i++) {
            doubled.add(at((SegmentEvent) once.get(7 + i), once.size() + i));
        }

        assertThat(steps(doubled)).isEqualTo(1_000).isEqualTo(steps(once));
    }

    @Test
    void shouldCountAnEnvironmentThatGrewAsOldAgain() {
        List<FleetEvent> both = events(new TestFleet(3).segments(1, 200), 0);
        // The actor was started again, and its environments grew as old as those before.
        both.addAll(events(new TestFleet(4).segments(1, 200), both.size()));

        assertThat(steps(both)).isEqualTo(400);
    }

    private long steps(List<FleetEvent> events) {
        return WindowBlocks.of(events, version.layout(), 100).blocks().stream()
                .mapToLong(WindowSignals::steps)
                .sum();
    }

    private static List<FleetEvent> events(List<TransitionSegment> segments, long firstOffset) {
        List<FleetEvent> events = new ArrayList<>();
        for (TransitionSegment segment : segments) {
            events.add(new SegmentEvent(
                    source(firstOffset + events.size()),
                    "actor-0/" + segment.getEnvironment(),
                    segment.getTask(),
                    1,
                    segment.getFirstStep(),
                    SegmentSignals.of(segment)));
        }
        return events;
    }

    private static SegmentEvent at(SegmentEvent event, long offset) {
        return new SegmentEvent(
                source(offset), event.environment(), event.task(), event.modelVersion(), event.age(), event.signals());
    }

    private static Source source(long offset) {
        return new Source("slipstream.transitions.v1", 0, offset);
    }
}
