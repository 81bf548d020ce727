package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.SignalGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds readings by hand: every signal at half its threshold unless told otherwise. */
final class Evidence {
    private static final double THRESHOLD = 1;

    private final Map<String, Reading> signals = new TreeMap<>();
    private double dynamics = .5;
    private double policy = .5;
    private long steps = 5_000;

    Evidence() {
        for (String signal : new String[] {
            "actions",
            "novelty.ego",
            "novelty.route",
            "novelty.task",
            "novelty.traffic",
            "outside.route",
            "outside.task",
            "outside.traffic",
            "residual.ego",
            "residual.route",
            "residual.task",
            "residual.traffic",
            "reward",
            "tv",
            "unfamiliar.route",
            "unfamiliar.task",
            "unfamiliar.traffic",
            "visitation"
        }) {
            with(signal, .5);
        }
        success(.95, 100);
    }

    Evidence with(String signal, double value) {
        signals.put(signal, reading(signal, value));
        return this;
    }

    Evidence success(double rate, long episodes) {
        signals.put("success", new Reading("success", rate, rate, rate, .97, .9, episodes));
        return this;
    }

    Evidence dynamics(double value) {
        dynamics = value;
        return this;
    }

    Evidence policy(double value) {
        policy = value;
        return this;
    }

    Evidence steps(long count) {
        steps = count;
        return this;
    }

    Readings readings() {
        return new Readings(
                steps,
                100,
                reading(MismatchEstimator.DYNAMICS, dynamics),
                reading(MismatchEstimator.POLICY, policy),
                List.of(
                        SignalGroup.of("ego", SignalGroup.Role.BODY, 0, 4),
                        SignalGroup.of("task", SignalGroup.Role.SCENE, 4, 12),
                        SignalGroup.of("route", SignalGroup.Role.SCENE, 12, 28),
                        SignalGroup.of("traffic", SignalGroup.Role.OBJECTS, 28, 64)),
                signals);
    }

    private static Reading reading(String signal, double value) {
        return new Reading(signal, value, value - .1, value + .1, 0, THRESHOLD, 5_000);
    }
}
