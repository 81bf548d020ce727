package io.slipstream.app.identify.grade;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import java.util.Map;
import java.util.TreeMap;

/** The same window under thresholds whose distance to the level is multiplied: 1 changes nothing, 0 puts them on the level. */
final class ThresholdScale {
    private final double factor;

    ThresholdScale(double factor) {
        this.factor = factor;
    }

    Readings apply(Readings readings) {
        Map<String, Reading> signals = new TreeMap<>();
        readings.signals().forEach((name, reading) -> signals.put(name, scaled(reading, reading.level())));
        return new Readings(
                readings.steps(),
                readings.episodes(),
                // What E_P has is above its level already.
                scaled(readings.dynamics(), 0),
                scaled(readings.policy(), readings.policy().level()),
                readings.groups(),
                signals);
    }

    private Reading scaled(Reading reading, double level) {
        boolean never = Math.abs(reading.threshold()) == Double.MAX_VALUE;
        double threshold = never ? reading.threshold() : level + factor * (reading.threshold() - level);
        return new Reading(
                reading.signal(),
                reading.value(),
                reading.low(),
                reading.high(),
                reading.level(),
                threshold,
                reading.samples());
    }
}
