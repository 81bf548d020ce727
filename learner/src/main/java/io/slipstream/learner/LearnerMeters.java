package io.slipstream.learner;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.learner.report.Progress;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The learner's meters. A registry holds what it measures weakly, so this must be kept as long as the learner. */
final class LearnerMeters {
    private final MeterRegistry registry;
    private final Supplier<Progress> progress;

    LearnerMeters(MeterRegistry registry, Supplier<Progress> progress) {
        this.registry = registry;
        this.progress = progress;
    }

    void register() {
        counter("slipstream.learner.updates", "gradient updates", Progress::updates);
        counter("slipstream.learner.steps", "environment steps taken in", Progress::environmentSteps);
        counter("slipstream.learner.trained.steps", "steps trained on", Progress::trainedSteps);
        counter("slipstream.learner.segments", "segments taken in", Progress::segments);
        counter("slipstream.learner.segments.lost", "segments that never came", Progress::lostSegments);
        counter("slipstream.learner.segments.duplicate", "segments dropped as duplicates", Progress::duplicateSegments);
        counter("slipstream.learner.segments.fenced", "segments of replaced actor epochs", Progress::fencedSegments);
        counter("slipstream.learner.updates.discarded", "updates that moved nothing", Progress::discarded);
        counter("slipstream.learner.versions.withheld", "versions that were not made", Progress::withheld);
        gauge("slipstream.learner.behind.records", "records not taken in yet", Progress::behind);
        gauge("slipstream.learner.replay.steps", "steps in the replay window", Progress::replaySteps);
        gauge("slipstream.learner.model.version", "newest version published", Progress::modelVersion);
    }

    private void counter(String name, String description, ToDoubleFunction<Progress> value) {
        FunctionCounter.builder(name, progress, p -> value.applyAsDouble(p.get()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Progress> value) {
        Gauge.builder(name, progress, p -> value.applyAsDouble(p.get()))
                .description(description)
                .register(registry);
    }
}
