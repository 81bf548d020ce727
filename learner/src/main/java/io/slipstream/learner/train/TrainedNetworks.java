package io.slipstream.learner.train;

import io.slipstream.model.Adapter;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.tensor.Ops;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** World model, actor and critic under training: a base, and per network the vector that moves. */
final class TrainedNetworks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainedNetworks.class);

    private final ModelWeights base;
    private final Map<Network, TrainedNetwork> networks = new EnumMap<>(Network.class);

    TrainedNetworks(
            Ops ops,
            ModelWeights base,
            List<Adapter> adapters,
            TrainingSettings settings,
            float explodingNorm,
            long seed) {
        this.base = base;
        for (Network network : Network.values()) {
            Optional<Adapter> known = adapters.stream()
                    .filter(adapter -> adapter.network() == network)
                    .findFirst();
            Adapter adapter = adapter(network, known, settings.forms().of(network), seed);
            networks.put(
                    network,
                    new TrainedNetwork(
                            ops,
                            base,
                            network,
                            adapter,
                            settings.rates().of(network),
                            settings.gradientNorm(),
                            explodingNorm));
        }
    }

    /** The adapter to go on from; its own form counts, since a network has one adapter and its numbers fit no other. */
    private @Nullable Adapter adapter(Network network, Optional<Adapter> known, Optional<AdapterForm> form, long seed) {
        if (form.isEmpty()) {
            if (known.isPresent() && network == Network.CRITIC) {
                return known.get();
            }
            if (known.isPresent()) {
                throw new IllegalModelException(
                        "the " + network.id() + " has an adapter: training all its weights starts from merged weights");
            }
            return null;
        }
        AdapterForm asked = possible(form.get());
        known.filter(adapter -> !adapter.form().equals(asked))
                .ifPresent(adapter -> LOG.warn(
                        "going on with the {} adapter that is there, {}, not with {}: start from a model without"
                                + " adapters to change the form",
                        network.id(),
                        adapter.form(),
                        asked));
        return known.orElseGet(() -> Adapter.fresh(base, network, asked, seed + network.ordinal()));
    }

    /** A joint form without its mixture, where the model has no sub-units to mix: the rest of it still learns. */
    private AdapterForm possible(AdapterForm form) {
        if (!(form instanceof JointForm joint) || base.units().isPresent()) {
            return form;
        }
        List<AdapterForm> rest = joint.parts().stream()
                .filter(part -> !(part instanceof MixtureForm))
                .toList();
        if (rest.size() == joint.parts().size() || rest.isEmpty()) {
            return form;
        }
        LOG.warn("the model has no sub-units to mix: updates are {} alone ('slipstream specialise' makes some)", rest);
        return rest.size() == 1 ? rest.get(0) : new JointForm(rest);
    }

    TrainedNetwork of(Network network) {
        TrainedNetwork trained = networks.get(network);
        if (trained == null) {
            throw new IllegalStateException("every network is set up in the constructor");
        }
        return trained;
    }

    /** The adapters as they are now, one for each network that is not trained whole. */
    List<Adapter> adapters() {
        List<Adapter> adapters = new ArrayList<>();
        for (TrainedNetwork network : networks.values()) {
            if (!network.whole()) {
                adapters.add(network.adapter());
            }
        }
        return adapters;
    }

    /**
     * The base: as given, or, where networks are trained whole, with these as they are now. A critic that judges an adapted actor is the
     * learner's own: it never acts, and it is more than all that does.
     */
    ModelWeights base() {
        ModelWeights now = base;
        for (Map.Entry<Network, TrainedNetwork> entry : networks.entrySet()) {
            boolean own = entry.getKey() == Network.CRITIC && !of(Network.ACTOR).whole();
            if (entry.getValue().whole() && !own) {
                now = now.with(entry.getKey(), entry.getValue().flat());
            }
        }
        return now;
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
