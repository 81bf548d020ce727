package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.SignalGroup;
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
 * @param groups the feature groups that the signals are about
 * @param signals every signal by name, in the order of their names
 */
public record Readings(
        long steps,
        long episodes,
        Reading dynamics,
        Reading policy,
        List<SignalGroup> groups,
        Map<String, Reading> signals) {

    /** Takes a copy that keeps the order. */
    public Readings {
        groups = List.copyOf(groups);
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
    }

    /** The reading of a signal, absent when the window says nothing about it. */
    public Optional<Reading> signal(String name) {
        return Optional.ofNullable(signals.get(name));
    }

    /** The readings of a kind, say {@link SignalNames#RESIDUAL}, of the groups in a role. */
    public List<Reading> of(String kind, SignalGroup.Role role) {
        return groups.stream()
                .filter(group -> group.role() == role)
                .flatMap(group -> signal(kind + group.name()).stream())
                .toList();
    }
}
