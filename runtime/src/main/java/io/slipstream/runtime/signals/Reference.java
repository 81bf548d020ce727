package io.slipstream.runtime.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.schemas.avro.MismatchReference;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The yardstick of one model version: what its signals are while it fits.
 *
 * @param signals level and null quantile by signal name
 * @param visitation [G * K] class frequencies of z that the policy visits, row by row
 * @param actionFrequencies [A] frequencies of its actions
 * @param support [2 D] lowest and highest value of each feature where the version was calibrated; empty when that is not known
 * @param constants constants of the decision rule that were calibrated with the version
 */
@SuppressWarnings(
        "ArrayRecordComponent") // frequencies are handed over as arrays; references are compared by their JSON
public record Reference(
        @JsonProperty(required = true) Map<String, Level> signals,
        @JsonProperty(required = true) double[] visitation,
        @JsonProperty(required = true) double[] actionFrequencies,
        float[] support,
        @JsonProperty(required = true) Map<String, Double> constants) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes copies in a fixed order. */
    public Reference {
        signals = Collections.unmodifiableMap(new TreeMap<>(signals));
        visitation = visitation.clone();
        actionFrequencies = actionFrequencies.clone();
        support = support == null ? new float[0] : support.clone();
        constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    }

    /** The level of a signal; zero and never passed for a signal that was not calibrated. */
    public Level level(String signal) {
        Level level = signals.get(signal);
        if (level != null) {
            return level;
        }
        double never = SignalNames.warnsWhenLow(signal) ? -Double.MAX_VALUE : Double.MAX_VALUE;
        return new Level(0, never);
    }

    /**
     * The reference after a part was trained again: fresh levels for the signals that speak of that part, and for a distance the fresh
     * frequencies. A null quantile keeps its distance to the level; that of an error never gets tighter, since a model that was fitted on
     * one road for a while errs a little on every other. When the policy was trained, the states it drove in are familiar from now on; when
     * the world model was, only what others do there: where a policy is new it stays so.
     *
     * @param refreshed names of the signals to refresh; all others stay
     * @param heldOut recent steps under the new version that it was not trained on; levels without data stay
     */
    public Reference refreshed(Set<String> refreshed, WindowSignals heldOut) {
        Map<String, Double> values = heldOut.values(this);
        Map<String, Level> levels = new TreeMap<>(signals);
        for (String signal : refreshed) {
            Level old = signals.get(signal);
            Double value = values.get(signal);
            if (old != null && value != null && !SignalNames.isDistance(signal) && !SignalNames.isShare(signal)) {
                levels.put(signal, moved(signal, old, value));
            }
        }
        boolean places = refreshed.contains(SignalNames.VISITATION);
        Predicate<SignalGroup> familiar = group -> places
                || group.role() == SignalGroup.Role.OBJECTS && refreshed.contains(SignalNames.residual(group.name()));
        return new Reference(
                levels,
                places ? heldOut.visitation() : visitation,
                refreshed.contains(SignalNames.ACTIONS) ? heldOut.actionFrequencies() : actionFrequencies,
                support(places, familiar, heldOut).ends(),
                Familiarity.widened(constants, familiar, heldOut));
    }

    private Extent support(boolean everywhere, Predicate<SignalGroup> familiar, WindowSignals heldOut) {
        Extent known = Extent.ofEnds(support);
        if (everywhere) {
            return known.union(heldOut.extent());
        }
        for (SignalGroup group : heldOut.layout().groups()) {
            if (familiar.test(group)) {
                known = known.widened(heldOut.extent(), group.from(), group.to());
            }
        }
        return known;
    }

    private static Level moved(String signal, Level old, double value) {
        double moved = value + old.nullQuantile() - old.level();
        boolean low = SignalNames.warnsWhenLow(signal);
        return new Level(value, low ? moved : Math.max(old.nullQuantile(), moved));
    }

    /** This reference with its rule constants replaced. */
    public Reference withConstants(Map<String, Double> replaced) {
        return new Reference(signals, visitation, actionFrequencies, support, replaced);
    }

    /** As JSON, the same text for the same reference. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reference must always be writable as JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when the text is no reference
     */
    public static Reference fromJson(String json) {
        try {
            return JSON.readValue(json, Reference.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot read the reference: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * As it travels in a model version.
     *
     * @param latentGroups G, the rows of the visitation
     */
    public MismatchReference toAvro(int latentGroups) {
        return ReferenceRecords.toAvro(this, latentGroups);
    }

    /** Reads it out of a model version. */
    public static Reference fromAvro(MismatchReference reference) {
        return ReferenceRecords.fromAvro(reference);
    }
}
