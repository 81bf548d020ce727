package io.slipstream.app.study;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.app.statistics.SegmentSignals;
import io.slipstream.learner.reference.ReferenceEstimator;
import io.slipstream.model.ModelSpec;
import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.Decider;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.DecisionState;
import io.slipstream.monitor.decide.Ruling;
import io.slipstream.monitor.decide.Verdict;
import io.slipstream.monitor.decide.WindowEvidence;
import io.slipstream.monitor.mismatch.BlockGatherer;
import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches one fleet as the monitor does: windows of steps of one model version, its statistics, its rule, its hysteresis. A
 * newer version starts the window again.
 */
final class FleetWatch {
    /** Steps of a window, of a block, draws and seed of the bootstrap: the monitor's defaults. */
    private static final long WINDOW_STEPS = 5_000;

    private static final long BLOCK_STEPS = 100;
    private static final int RESAMPLES = 100;
    private static final long SEED = 1;

    private final ModelSpec spec;
    private final DecisionSettings settings = DecisionSettings.defaults();
    private final MismatchEstimator estimator = new MismatchEstimator(RESAMPLES, SEED);
    private final Decider decider = new Decider(settings);
    private Watched watched;
    private DecisionState state = DecisionState.initial();
    private BlockGatherer window = new BlockGatherer(BLOCK_STEPS);
    // Offsets of the first segment of the window and of the one after its last.
    private long from;
    private long to;

    /** The version that drives, as the monitor knows it. */
    private record Watched(int version, long answers, Reference reference, SignalLayout layout) {}

    /**
     * What a window led to.
     *
     * @param from offset of its first segment
     * @param to one past that of its last
     * @param windows how many in a row said so, this one included
     */
    record Decided(long id, Verdict verdict, long from, long to, int windows) {}

    FleetWatch(ModelSpec spec, int version, Reference reference) {
        this.spec = spec;
        watched = watch(version, 0, reference);
    }

    private Watched watch(int version, long answers, Reference reference) {
        return new Watched(
                version, answers, reference, ReferenceEstimator.layout(spec).calibrated(reference));
    }

    /**
     * Hears that another version drives from now on.
     *
     * @param answers decision that it was trained for, 0 for none
     */
    void swapped(int version, long answers, Reference reference) {
        watched = watch(version, answers, reference);
        window = new BlockGatherer(BLOCK_STEPS);
    }

    /** Takes in a segment that lies at an offset. */
    void segment(Segment segment, long offset) {
        if (segment.modelVersion() != watched.version()) {
            return;
        }
        from = window.steps() == 0 ? offset : from;
        to = offset + 1;
        WindowSignals signals = new WindowSignals(watched.layout());
        signals.add(SegmentSignals.of(segment, watched.layout().observationSize()));
        window.add(environment(segment.environment()), signals);
    }

    void episode(FinishedEpisode episode) {
        if (episode.modelVersion() != watched.version()) {
            return;
        }
        WindowSignals signals = new WindowSignals(watched.layout());
        signals.addEpisode(episode.report().episodeReturn(), episode.report().success());
        window.add(environment(episode.environment()), signals);
    }

    /** Closes the window if it is full, and decides. */
    Optional<Decided> endRound(long fleetStep) {
        if (window.steps() < WINDOW_STEPS) {
            return Optional.empty();
        }
        Ruling ruling = decider.rule(
                state,
                new WindowEvidence(
                        fleetStep,
                        watched.version(),
                        watched.answers(),
                        // The whole text tells references apart.
                        watched.reference().toJson(),
                        estimator.read(window.blocks(), watched.reference()),
                        AdaWmConstants.of(watched.reference(), settings)));
        window = new BlockGatherer(BLOCK_STEPS);
        state = ruling.state();
        return ruling.decision()
                .flatMap(id -> ruling.verdict()
                        .map(verdict -> new Decided(id, verdict, from, to, settings.hysteresisWindows())));
    }

    private static String environment(int index) {
        return String.format(Locale.ROOT, "%04d", index);
    }
}
