package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns the blocks of a window into readings against the reference of the version that drove. A pure function of its input. */
public final class MismatchEstimator {
    /** Name of the reading of E_P. */
    public static final String DYNAMICS = "E_P";
    /** Name of the reading of E_pi. */
    public static final String POLICY = "E_pi";

    private final BlockBootstrap bootstrap;

    /**
     * @param resamples draws of the bootstrap
     * @param seed its seed
     */
    public MismatchEstimator(int resamples, long seed) {
        bootstrap = new BlockBootstrap(resamples, seed);
    }

    /**
     * Reads a window.
     *
     * @param blocks its blocks of correlated steps, in a fixed order; at least one
     * @throws IllegalArgumentException when the reference does not fit the blocks
     */
    public Readings read(List<WindowSignals> blocks, Reference reference) {
        WindowSignals window = new WindowSignals(blocks.get(0).layout());
        blocks.forEach(window::merge);
        Map<String, Double> values = window.values(reference);
        Map<String, Band> bands = bootstrap.bands(blocks, reference, values);
        if (window.successRate().isPresent()) {
            bands.put(SignalNames.SUCCESS, Binomial.wilson(window.successRate().getAsDouble(), window.episodes()));
        }
        Map<String, Reading> readings = new TreeMap<>();
        values.forEach((signal, value) ->
                readings.put(signal, reading(signal, value, bands, reference.level(signal), window)));
        return new Readings(
                window.steps(),
                window.episodes(),
                overLevel(required(readings, SignalNames.TV)),
                notNegative(required(readings, SignalNames.VISITATION)),
                window.layout().groups(),
                readings);
    }

    private static Reading reading(
            String signal, double value, Map<String, Band> bands, Level level, WindowSignals window) {
        Band band = bands.getOrDefault(signal, new Band(value, value));
        long samples = SignalNames.warnsWhenLow(signal) ? window.episodes() : window.steps();
        return new Reading(signal, value, band.low(), band.high(), level.level(), level.nullQuantile(), samples);
    }

    /** E_P: what the mean tv has above its level, against what its null quantile has above it. */
    private static Reading overLevel(Reading tv) {
        return new Reading(
                DYNAMICS,
                Math.max(0, tv.value() - tv.level()),
                Math.max(0, tv.low() - tv.level()),
                Math.max(0, tv.high() - tv.level()),
                tv.level(),
                Math.max(0, tv.threshold() - tv.level()),
                tv.samples());
    }

    private static Reading notNegative(Reading visitation) {
        return new Reading(
                POLICY,
                Math.max(0, visitation.value()),
                Math.max(0, visitation.low()),
                Math.max(0, visitation.high()),
                visitation.level(),
                visitation.threshold(),
                visitation.samples());
    }

    private static Reading required(Map<String, Reading> readings, String signal) {
        Reading reading = readings.get(signal);
        if (reading == null) {
            throw new IllegalStateException("every window must have the signal " + signal);
        }
        return reading;
    }
}
