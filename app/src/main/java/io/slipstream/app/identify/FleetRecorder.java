package io.slipstream.app.identify;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.app.statistics.SegmentSignals;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes what one fleet drives and hands its signals to windows of every size. Keeps no segment. */
final class FleetRecorder {
    private final int seed;
    private final int environments;
    private final SignalLayout layout;
    private final List<FleetWindows> windows;
    private final Clock statistics;
    private final Map<Scenario, Long> firstDriven = new LinkedHashMap<>();

    FleetRecorder(int seed, int environments, SignalLayout layout, List<FleetWindows> windows, Clock statistics) {
        this.seed = seed;
        this.environments = environments;
        this.layout = layout;
        this.windows = List.copyOf(windows);
        this.statistics = statistics;
    }

    /**
     * Takes a segment.
     *
     * @param before what the environment drives where the segment begins
     * @param now what the environment drives where the segment ends
     */
    void segment(Segment segment, Scenario before, Scenario now) {
        statistics.start();
        WindowSignals signals = new WindowSignals(layout);
        signals.add(SegmentSignals.of(segment, layout.observationSize()));
        statistics.stop();
        give(segment.environment(), signals);
        drove(segment, before, 0);
        if (!now.equals(before)) {
            int change = lastBeginning(segment);
            // An episode that begins with the segment's last observation belongs to the next one.
            if (change < segment.length()) {
                drove(segment, now, change);
            }
        }
    }

    void episode(FinishedEpisode episode) {
        WindowSignals signals = new WindowSignals(layout);
        signals.addEpisode(episode.report().episodeReturn(), episode.report().success());
        give(episode.environment(), signals);
    }

    /** Every window needs a part of its own, since it merges into it. */
    private void give(int environment, WindowSignals signals) {
        String name = String.format(Locale.ROOT, "%04d", environment % environments);
        statistics.start();
        windows.get(0).add(name, signals);
        statistics.stop();
        for (FleetWindows other : windows.subList(1, windows.size())) {
            other.add(name, signals.copy());
        }
    }

    private void drove(Segment segment, Scenario scenario, int entry) {
        windows.forEach(window -> window.drove(scenario));
        long tick = segment.firstStep() - IdentifySettings.SETTLING_TICKS + entry;
        firstDriven.merge(scenario, tick * environments, Math::min);
    }

    private static int lastBeginning(Segment segment) {
        int t = segment.length();
        while (t > 0 && (segment.flags()[t] & StepSignals.FIRST) == 0) {
            t--;
        }
        return t;
    }

    void endRound() {
        windows.forEach(FleetWindows::endRound);
    }

    /** The history in windows of one size. */
    FleetHistory history(String course, int which) {
        FleetWindows sized = windows.get(which);
        return new FleetHistory(course, seed, sized.size(), sized.judged(), firstDriven);
    }
}
