package io.slipstream.monitor.topology;

import io.slipstream.monitor.mismatch.BlockGatherer;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The events of a window as blocks of correlated steps: consecutive segments of one environment, some hundred steps each. The order of
 * events on arrival does not matter, so that the same records always give the same figures. What stands on the log twice counts once in
 * a window.
 *
 * @param blocks the blocks, empty when no segment could be used
 * @param refused segments that do not fit the model's sizes, with the reason
 */
record WindowBlocks(List<WindowSignals> blocks, Map<Source, String> refused) {
    /** By environment, then as the log has it. */
    static final Comparator<FleetEvent> IN_LOG_ORDER = Comparator.comparing(FleetEvent::environment)
            .thenComparing(event -> event.source().topic())
            .thenComparing(event -> event.source().partition())
            .thenComparing(event -> event.source().offset());

    static WindowBlocks of(List<FleetEvent> events, SignalLayout layout, long blockSteps) {
        Map<Source, String> refused = new TreeMap<>(Comparator.comparing(Source::topic)
                .thenComparing(Source::partition)
                .thenComparing(Source::offset));
        BlockGatherer gatherer = new BlockGatherer(blockSteps);
        Set<Object> happened = new HashSet<>();
        for (FleetEvent event : events.stream().sorted(IN_LOG_ORDER).toList()) {
            if (!happened.add(event.happening())) {
                continue;
            }
            try {
                gatherer.add(event.environment(), signals(event, layout));
            } catch (IllegalArgumentException e) {
                refused.put(event.source(), String.valueOf(e.getMessage()));
            }
        }
        return new WindowBlocks(gatherer.blocks(), refused);
    }

    private static WindowSignals signals(FleetEvent event, SignalLayout layout) {
        WindowSignals signals = new WindowSignals(layout);
        if (event instanceof SegmentEvent segment) {
            signals.add(segment.signals());
        } else if (event instanceof EpisodeEvent episode) {
            signals.addEpisode(episode.episodeReturn(), episode.success());
        }
        return signals;
    }
}
