package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.SignalNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All signals of one window.
 *
 * @param steps steps in it
 * @param episodes episodes that ended in it
 * @param dynamics E_P: mean tv over its reference level, not below 0
 * @param policy E_pi: corrected total variation of the visitation, not below 0
 * @param signals every signal by name, in the order of their names
 */
public record Readings(long steps, long episodes, Reading dynamics, Reading policy, Map<String, Reading> signals) {

    /** Takes a copy that keeps the order. */
    public Readings {
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
    }

    /** The reading of a signal, absent when the window says nothing about it. */
    public Optional<Reading> signal(String name) {
        return Optional.ofNullable(signals.get(name));
    }

    /** Readings whose name starts with a prefix, say {@link SignalNames#NOVELTY}. */
    public List<Reading> family(String prefix) {
        return signals.values().stream()
                .filter(reading -> reading.signal().startsWith(prefix))
                .toList();
    }
}
