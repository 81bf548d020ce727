package io.slipstream.actor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.slipstream.actor.publish.Outbox;
import io.slipstream.actor.rollout.Swap;
import io.slipstream.runtime.weights.VersionFollower;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The actor's meters. A registry holds what it measures weakly, so this must be kept as long as the actor. */
final class ActorMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer swaps;
    private final Supplier<ActorProgress> progress;

    ActorMeters(MeterRegistry registry, String actor, Supplier<ActorProgress> progress) {
        this.registry = registry;
        this.progress = progress;
        tags = Tags.of("actor", actor);
        swaps = Timer.builder("slipstream.actor.swap")
                .description("time driving stood still for a new model version")
                .tags(tags)
                .register(registry);
    }

    void swapped(Swap swap) {
        swaps.record(swap.nanos(), TimeUnit.NANOSECONDS);
    }

    void watch(Outbox outbox, VersionFollower versions) {
        FunctionCounter.builder("slipstream.actor.refused.versions", versions, VersionFollower::refusedVersions)
                .description("model versions refused: unreadable, not vouched for by a trusted key, or tampered with")
                .tags(tags)
                .register(registry);
        counter("slipstream.actor.steps", "environment steps driven", ActorProgress::steps);
        counter("slipstream.actor.segments", "segments handed to the broker", ActorProgress::segments);
        counter("slipstream.actor.fenced", "times an environment was fenced", ActorProgress::fenced);
        counter("slipstream.actor.restarts", "times all environments began again", ActorProgress::restarts);
        Gauge.builder("slipstream.actor.model.version", progress, p -> p.get().modelVersion())
                .description("model version that drives")
                .tags(tags)
                .register(registry);
        Gauge.builder("slipstream.actor.queue.records", outbox, Outbox::inFlight)
                .description("records sent and not yet acknowledged")
                .tags(tags)
                .register(registry);
        TimeGauge.builder("slipstream.actor.waited", outbox, TimeUnit.NANOSECONDS, Outbox::waitedNanos)
                .description("time driving has waited for acknowledgements")
                .tags(tags)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<ActorProgress> value) {
        FunctionCounter.builder(name, progress, p -> value.applyAsDouble(p.get()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
