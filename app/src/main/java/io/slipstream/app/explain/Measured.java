package io.slipstream.app.explain;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.SignalReading;

/**
 * A reading and what it speaks of.
 *
 * @param aspect what it speaks of
 * @param reading its numbers
 */
record Measured(Aspect aspect, Reading reading) {

    static Reading reading(SignalReading written) {
        return new Reading(
                written.getSignal(),
                written.getValue(),
                written.getLow(),
                written.getHigh(),
                written.getLevel(),
                written.getThreshold(),
                written.getSamples());
    }

    boolean passed() {
        return reading.passed();
    }

    /** How far the value has gone: 1 is the null quantile, more is past it. */
    double reach() {
        return reach(reading.value());
    }

    /** The same of the end of the band that is nearer to nothing. */
    double nearEnd() {
        return Math.min(reach(reading.low()), reach(reading.high()));
    }

    /** The same of the end of the band that is farther out. */
    double farEnd() {
        return Math.max(reach(reading.low()), reach(reading.high()));
    }

    /** Of what warns when it falls, the share of the fall that is harmless. */
    private double reach(double value) {
        if (SignalNames.warnsWhenLow(reading.signal())) {
            return bounded(reading.level() - value, reading.level() - reading.threshold());
        }
        return bounded(value, reading.threshold());
    }

    /** As the rule's own score, so that a threshold of about 0 makes nothing infinite. */
    private static double bounded(double way, double allowed) {
        return new Reading("", way, way, way, 0, allowed, 0).score();
    }
}
