package io.slipstream.monitor.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts what the topology does. */
public final class MonitorMetrics {
    final Counter steps;
    final Counter windows;
    final Counter decisions;
    final Counter deadLetters;
    final Counter droppedWindows;
    final Timer closing;

    /** Registers the meters. */
    public MonitorMetrics(MeterRegistry registry) {
        steps = Counter.builder("slipstream.monitor.steps")
                .description("Environment steps counted")
                .register(registry);
        windows = Counter.builder("slipstream.monitor.windows")
                .description("Windows closed with a report")
                .register(registry);
        decisions = Counter.builder("slipstream.monitor.decisions")
                .description("Decisions written")
                .register(registry);
        deadLetters = Counter.builder("slipstream.monitor.dead.letters")
                .description("Records that could not be used")
                .register(registry);
        droppedWindows = Counter.builder("slipstream.monitor.windows.dropped")
                .description("Partial windows dropped, since the model version changed or its reference never came")
                .register(registry);
        closing = Timer.builder("slipstream.monitor.window.time")
                .description("Time to read a full window and to decide")
                .register(registry);
    }

    /** Environment steps counted since the start of the process. */
    public double stepsCounted() {
        return steps.count();
    }
}
