package io.slipstream.learner;

import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.ArrivalLog;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.publish.VersionSink;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains versions of one budget again: from the learner's state when the budget began, with the records and updates in the order that the
 * versions' journals have. Hear the {@link #window} first, then {@link #begin}, then the journal. One thread owns it.
 */
public final class VersionReplay implements AutoCloseable {
    private final LearnerState start;
    private final Learning learning;
    private final LearningMeter meter;

    /**
     * @param settings that the versions were trained with
     * @param told the same as text, as their manifests have them
     * @param parent version that the budget began from
     * @param base weights of that version
     * @param adapters adapters of that version
     * @param start the learner's state when the budget began
     * @param versions takes the versions; their numbers go on from the parent's
     */
    public VersionReplay(
            LearnerSettings settings,
            Map<String, String> told,
            int parent,
            ModelWeights base,
            List<Adapter> adapters,
            LearnerState start,
            VersionSink versions) {
        this.start = start;
        Origin origin = new Origin(
                parent, parent, 0, base, adapters, Reference.fromJson(start.referenceJson()), Optional.empty());
        // Due at every look: whoever replays asks for losses when it wants them.
        meter = new LearningMeter(settings.fleet(), Duration.ZERO, System::nanoTime, Clock.systemUTC());
        learning = new Learning(
                settings,
                told,
                origin,
                new ReplayFeed(base.spec().observationSize(), settings.replayCapacity()),
                new VersionChain(versions, Topics.TRANSITIONS.name(settings.topicsPrefix()), settings.seed(), origin),
                meter);
    }

    /** Transitions that filled the replay window when the budget began, in the order they came. */
    public List<ArrivalLog.Run> window() {
        return start.arrivals();
    }

    /** Goes on from the budget's start; what was heard before has filled the replay window. */
    public void begin() {
        learning.restore(start);
    }

    /** Takes in what the log says. */
    public void hear(LogEvent event) {
        learning.on(event);
    }

    /**
     * Makes an update.
     *
     * @return whether the plan allowed one; a journal names none that its own settings do not allow
     */
    public boolean update() {
        return learning.train() != Learning.Step.WAITED;
    }

    /** Means of the losses since this was asked last, by name. */
    public Map<String, Double> losses() {
        return meter.due(learning.progress(0), learning.component())
                .map(LearningReport::getLosses)
                .orElse(Map.of());
    }

    @Override
    public void close() {
        learning.close();
    }
}
