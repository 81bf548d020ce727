package io.slipstream.learner;

import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.publish.VersionSink;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.report.Progress;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.signals.Reference;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A learner without a log: it is told what the service reads, and does with it what the service does. For studies that
 * must not depend on how fast a broker is. One thread owns it.
 */
public final class DirectLearner implements AutoCloseable {
    /** The version it starts from. */
    public static final int FIRST_VERSION = 1;

    private final Learning learning;

    /**
     * @param settings what it is told; checkpoints and topics do not matter
     * @param model what it starts from, as version {@value #FIRST_VERSION}
     * @param versions takes what it publishes
     */
    public DirectLearner(LearnerSettings settings, StoredModel model, VersionSink versions) {
        Origin origin = new Origin(
                FIRST_VERSION,
                FIRST_VERSION,
                0,
                model.base(),
                model.adapters(),
                Reference.fromJson(model.referenceJson()),
                Optional.empty());
        learning = new Learning(
                settings,
                Map.of(),
                origin,
                new ReplayFeed(model.base().spec().observationSize(), settings.replayCapacity()),
                new VersionChain(versions, settings.topicsPrefix(), settings.seed(), origin),
                new LearningMeter(settings.fleet(), settings.reportEvery(), System::nanoTime, Clock.systemUTC()));
    }

    /** Takes in what a log would say. */
    public void hear(LogEvent event) {
        learning.on(event);
    }

    /**
     * One update, when a decision stands, data suffices and the replay ratio allows it.
     *
     * @return whether there was one
     */
    public boolean train() {
        return learning.train() != Learning.Step.WAITED;
    }

    /** Whether a decision is being carried out. */
    public boolean busy() {
        return learning.busy();
    }

    /** Whether the last budget ended because its policy drove as well as what it imitated. */
    public boolean recovered() {
        return learning.recovered();
    }

    /** What an actor would drive with if it were published now. */
    public ModelWeights merged() {
        return learning.merged();
    }

    /** Totals so far. */
    public Progress progress() {
        return learning.progress(0);
    }

    @Override
    public void close() {
        learning.close();
    }
}
