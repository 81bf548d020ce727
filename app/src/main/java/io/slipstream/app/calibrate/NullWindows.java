package io.slipstream.app.calibrate;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.app.statistics.SegmentSignals;
import io.slipstream.environment.Environment;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Drives a model and gathers its signals in windows of steps, as the monitor would. */
final class NullWindows {
    /** Environments that it wants. */
    static final int ENVIRONMENTS = 64;
    /** Environments that share a window: few, so that each drives some episodes in it and no phase of an episode outweighs the others. */
    private static final int FLEET = 16;

    private static final int SEGMENT = 32;
    /** Environments all start at once; until episodes have spread out a window sees too many beginnings. */
    private static final int SETTLING_STEPS = 320;

    private final SignalLayout layout;
    private final int windowSteps;
    private final List<WindowSignals> windows = new ArrayList<>();
    private final WindowSignals[] open = new WindowSignals[ENVIRONMENTS / FLEET];

    private NullWindows(SignalLayout layout, int windowSteps) {
        this.layout = layout;
        this.windowSteps = windowSteps;
        Arrays.setAll(open, fleet -> new WindowSignals(layout));
    }

    /** {@code count} windows of {@code windowSteps} steps in environments. */
    static List<WindowSignals> drive(
            ModelWeights weights, SignalLayout layout, Environment environment, int count, int windowSteps, long seed) {
        NullWindows collector = new NullWindows(layout, windowSteps);
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, seed)) {
            Rollout rollout =
                    new Rollout(environment, session, weights.spec(), SEGMENT, collector::add, collector::add);
            while (collector.windows.size() < count) {
                rollout.tick();
            }
        }
        return collector.windows;
    }

    private void add(Segment segment) {
        if (segment.firstStep() < SETTLING_STEPS) {
            return;
        }
        int fleet = segment.environment() / FLEET;
        open[fleet].add(SegmentSignals.of(segment, layout.observationSize()));
        if (open[fleet].steps() >= windowSteps) {
            windows.add(open[fleet]);
            open[fleet] = new WindowSignals(layout);
        }
    }

    private void add(FinishedEpisode episode) {
        if (episode.endStep() >= SETTLING_STEPS) {
            open[episode.environment() / FLEET].addEpisode(
                    episode.report().episodeReturn(), episode.report().success());
        }
    }
}
