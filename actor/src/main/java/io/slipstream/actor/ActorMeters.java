package io.slipstream.actor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.slipstream.actor.publish.Outbox;
import io.slipstream.actor.rollout.Swap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The actor's meters. */
final class ActorMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer swaps;

    ActorMeters(MeterRegistry registry, String actor) {
        this.registry = registry;
        tags = Tags.of("actor", actor);
        swaps = Timer.builder("slipstream.actor.swap")
                .description("time driving stood still for a new model version")
                .tags(tags)
                .register(registry);
    }

    void swapped(Swap swap) {
        swaps.record(swap.nanos(), TimeUnit.NANOSECONDS);
    }

    void watch(Supplier<ActorProgress> progress, Outbox outbox) {
        counter("slipstream.actor.steps", "environment steps driven", progress, ActorProgress::steps);
        counter("slipstream.actor.segments", "segments handed to the broker", progress, ActorProgress::segments);
        counter("slipstream.actor.fenced", "times an environment was fenced", progress, ActorProgress::fenced);
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

    private void counter(
            String name, String description, Supplier<ActorProgress> progress, ToDoubleFunction<ActorProgress> value) {
        FunctionCounter.builder(name, progress, p -> value.applyAsDouble(p.get()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
