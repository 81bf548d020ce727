package io.slipstream.learner.train;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.tensor.Ops;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** World model, actor and critic under training: a base, and per network the vector that moves. */
final class TrainedNetworks implements AutoCloseable {
    private final ModelWeights base;
    private final boolean lowRank;
    private final Map<Network, TrainedNetwork> networks = new EnumMap<>(Network.class);

    TrainedNetworks(Ops ops, ModelWeights base, List<Adapter> adapters, TrainingSettings settings, long seed) {
        this.base = base;
        this.lowRank = settings.lowRank();
        if (!lowRank && !adapters.isEmpty()) {
            throw new IllegalArgumentException("full training starts from merged weights, not from adapters");
        }
        for (Network network : Network.values()) {
            Adapter adapter = lowRank ? adapterOf(network, adapters, settings, base.spec(), seed) : null;
            networks.put(
                    network,
                    new TrainedNetwork(
                            ops,
                            base.spec(),
                            network,
                            base.flat(network),
                            adapter,
                            settings.rates().of(network),
                            settings.gradientNorm()));
        }
    }

    private static Adapter adapterOf(
            Network network, List<Adapter> known, TrainingSettings settings, ModelSpec spec, long seed) {
        return known.stream()
                .filter(adapter -> adapter.network() == network)
                .findFirst()
                .orElseGet(() -> AdapterLayout.of(spec, network, settings.rank())
                        .fresh(settings.alpha(), seed + network.ordinal()));
    }

    TrainedNetwork of(Network network) {
        TrainedNetwork trained = networks.get(network);
        if (trained == null) {
            throw new IllegalStateException("every network is set up in the constructor");
        }
        return trained;
    }

    /** The adapters as they are now, one per network; empty in full training. */
    List<Adapter> adapters() {
        List<Adapter> adapters = new ArrayList<>();
        if (lowRank) {
            networks.values().forEach(network -> adapters.add(network.adapter()));
        }
        return adapters;
    }

    /** The base: as given in low-rank training, as it is now in full training. */
    ModelWeights base() {
        if (lowRank) {
            return base;
        }
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        networks.forEach((network, trained) -> flats.put(network, trained.flat()));
        return new ModelWeights(base.spec(), flats);
    }

    void save(StateWriter out) {
        networks.values().forEach(network -> network.save(out));
    }

    void restore(StateReader in) {
        networks.values().forEach(network -> network.restore(in));
    }

    @Override
    public void close() {
        networks.values().forEach(TrainedNetwork::close);
    }
}
