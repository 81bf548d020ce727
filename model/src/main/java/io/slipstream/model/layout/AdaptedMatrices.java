package io.slipstream.model.layout;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.Targets;
import java.util.List;

/** The matrices of a network that targets name. */
final class AdaptedMatrices {
    private AdaptedMatrices() {}

    /**
     * In the network's order.
     *
     * @throws IllegalModelException when a name stands for no matrix that may be adapted
     */
    static List<Entry> of(ModelSpec spec, Network network, Targets targets) {
        List<Entry> adapted = ParameterLayout.of(spec, network).adapted();
        for (String name : targets.names()) {
            if (adapted.stream().noneMatch(entry -> Targets.covers(name, entry.name()))) {
                throw new IllegalModelException("the " + network.id() + " has no adaptable matrix named '" + name
                        + "': known are " + known(network)
                        + "; the encoder is the fixed yardstick and takes no adapter");
            }
        }
        return adapted.stream().filter(entry -> targets.include(entry.name())).toList();
    }

    private static String known(Network network) {
        return switch (network) {
            case WORLD_MODEL ->
                "dynamics, observation, reward, continue, reference, and single matrices such as prior.out";
            case ACTOR -> "actor.0, actor.1, actor.out";
            case CRITIC -> "critic.0, critic.1, critic.out";
        };
    }
}
