package io.slipstream.monitor.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the log says last about every fleet and topic, as gauges: what the page shows, for Prometheus. */
public final class FleetMeters {
    private static final double MILLIS = 1e3;
    /** Thresholds beyond this mean that a signal is not judged. */
    private static final double UNJUDGED = 1e300;

    private record Place(String name, Tags tags) {}

    private final MeterRegistry registry;
    // A registry holds what it measures weakly.
    private final Map<Place, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    private final Set<String> decided = ConcurrentHashMap.newKeySet();

    /** Gauges appear in the registry with their first values. */
    public FleetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void take(SpecificRecord record) {
        if (record instanceof MismatchReport report) {
            report(report, Tags.of("fleet", report.getFleet()));
        } else if (record instanceof FinetuneDecision decision) {
            decision(decision, Tags.of("fleet", decision.getFleet()));
        } else if (record instanceof LearningReport learning) {
            learning(learning, Tags.of("fleet", learning.getFleet()));
        }
    }

    /** How far a topic has come, and how many of its records the monitor's topology has not read. */
    void topic(String topic, long records, @Nullable Long lag) {
        Tags tags = Tags.of("topic", topic);
        set("slipstream.topic.offsets", "", "Offsets held by a topic, over all partitions", tags, records);
        if (lag != null) {
            set("slipstream.topic.lag.records", "", "Records that the monitor's topology has not read yet", tags, lag);
        }
    }

    void browsers(int count) {
        set("slipstream.page.browsers", "", "Browsers that have the live page open", Tags.empty(), count);
    }

    private void report(MismatchReport report, Tags fleet) {
        if (decided.add(report.getFleet())) {
            // So that a query finds something before the first decision, too: all fits.
            decision(fleet, 0, Double.NaN, Component.NONE);
        }
        set("slipstream.fleet.steps", "", "Fleet steps at the end of the last window", fleet, report.getToStep());
        set(
                "slipstream.fleet.model.version",
                "",
                "Model version whose reference the last window was read against",
                fleet,
                report.getModelVersion());
        set(
                "slipstream.fleet.report.timestamp",
                "seconds",
                "When the last window was reported, since the epoch",
                fleet,
                seconds(report.getCreatedAt()));
        optional(
                "slipstream.fleet.success.ratio", "", "Share of episodes that arrived", fleet, report.getSuccessRate());
        optional(
                "slipstream.fleet.return",
                "",
                "Mean return of the last window's episodes",
                fleet,
                report.getMeanReturn());
        optional(
                "slipstream.fleet.ttc",
                "seconds",
                "Mean time to collision in the last window",
                fleet,
                report.getMeanTtc());
        mismatch(report.getDynamics(), fleet);
        mismatch(report.getPolicy(), fleet);
        report.getSignals().forEach(signal -> ratio(signal, fleet));
    }

    private void mismatch(SignalReading reading, Tags fleet) {
        Tags tags = fleet.and("signal", reading.getSignal());
        set("slipstream.fleet.mismatch", "", "Mismatch in the last window", tags, reading.getValue());
        set(
                "slipstream.fleet.mismatch.threshold",
                "",
                "What the mismatch stays under when nothing has changed",
                tags,
                reading.getThreshold());
        ratio(reading, fleet);
    }

    private void ratio(SignalReading reading, Tags fleet) {
        // The thresholds of some are the least that is harmless: a ratio would say the opposite.
        boolean more = !SignalNames.warnsWhenLow(reading.getSignal());
        if (more && reading.getThreshold() > 0 && reading.getThreshold() < UNJUDGED) {
            set(
                    "slipstream.fleet.signal.ratio",
                    "",
                    "A signal of the last window in units of its threshold",
                    fleet.and("signal", reading.getSignal()),
                    reading.getValue() / reading.getThreshold());
        }
    }

    private void decision(FinetuneDecision decision, Tags fleet) {
        decided.add(decision.getFleet());
        decision(fleet, decision.getId(), seconds(decision.getCreatedAt()), decision.getComponent());
    }

    private void decision(Tags fleet, double number, double at, Component named) {
        set("slipstream.fleet.decision.number", "", "Number of the last decision, 0 before the first", fleet, number);
        set(
                "slipstream.fleet.decision.timestamp",
                "seconds",
                "When the last decision was made, since the epoch; NaN before the first",
                fleet,
                at);
        for (Component component : Component.values()) {
            set(
                    "slipstream.fleet.decision.component",
                    "",
                    "1 for the component that the last decision names, 0 for the others",
                    fleet.and("component", component.name()),
                    component == named ? 1 : 0);
        }
    }

    private void learning(LearningReport learning, Tags fleet) {
        set(
                "slipstream.fleet.learning.timestamp",
                "seconds",
                "When the learner last reported, since the epoch",
                fleet,
                seconds(learning.getCreatedAt()));
        set(
                "slipstream.fleet.policy.lag.versions",
                "",
                "Mean versions between acting and training",
                fleet,
                learning.getPolicyLag());
        set("slipstream.fleet.replay.ratio", "", "Trained steps per collected step", fleet, learning.getReplayRatio());
        set("slipstream.fleet.updates.rate", "", "Gradient updates per second", fleet, learning.getUpdatesPerSecond());
        learning.getLosses()
                .forEach((name, loss) ->
                        set("slipstream.fleet.loss", "", "Training loss by name", fleet.and("loss", name), loss));
    }

    private void optional(String name, String unit, String description, Tags tags, @Nullable Double value) {
        if (value != null) {
            set(name, unit, description, tags, value);
        }
    }

    private void set(String name, String unit, String description, Tags tags, double value) {
        values.computeIfAbsent(new Place(name, tags), place -> gauge(place, unit, description))
                .set(value);
    }

    private AtomicReference<Double> gauge(Place place, String unit, String description) {
        AtomicReference<Double> holder = new AtomicReference<>(Double.NaN);
        Gauge.builder(place.name(), holder, AtomicReference::get)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(place.tags())
                .register(registry);
        return holder;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }
}
