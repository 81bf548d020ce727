package io.slipstream.learner.train;

import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.LowRankForm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which numbers of each network move: an adapter's, the base staying as it is, or all of its weights.
 *
 * @param adapters form of a network's adapter; a network that is not among them is trained whole
 */
public record UpdateForms(Map<Network, AdapterForm> adapters) {
    /** Copies the map. */
    public UpdateForms {
        adapters = Map.copyOf(adapters);
    }

    /** All weights of all networks. */
    public static UpdateForms whole() {
        return new UpdateForms(Map.of());
    }

    /** LoRA of this rank on world model and actor; the critic, which never acts, is trained whole. */
    public static UpdateForms lowRank(int rank) {
        LowRankForm form = LowRankForm.ofRank(rank);
        return whole().with(Network.WORLD_MODEL, form).with(Network.ACTOR, form);
    }

    /** The same with another form for one network. */
    public UpdateForms with(Network network, AdapterForm form) {
        Map<Network, AdapterForm> changed = new EnumMap<>(Network.class);
        changed.putAll(adapters);
        changed.put(network, form);
        return new UpdateForms(changed);
    }

    /** The form of a network's adapter, nothing when it is trained whole. */
    public Optional<AdapterForm> of(Network network) {
        return Optional.ofNullable(adapters.get(network));
    }

    /** Whether all weights of a network move. */
    public boolean whole(Network network) {
        return !adapters.containsKey(network);
    }
}
