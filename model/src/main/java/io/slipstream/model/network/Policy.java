package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.tensor.Known;
import io.slipstream.model.tensor.Parameters;

/** Actor and critic on the world model's features: (h, z) and the observation. Their parameters are separate. */
public final class Policy {
    /** The actor's first layer, which has three quarters of its numbers. */
    public static final String FIRST = "actor.0";

    private static final int LAYERS = 2;

    private Policy() {}

    /** Action logits: features [*, F] -> [*, A]. */
    public static NDArray actor(Parameters parameters, NDArray features) {
        return parameters.head("actor", LAYERS, features);
    }

    /**
     * The same where it is known what the frozen part of the first layer makes of the features.
     */
    public static NDArray actor(Parameters parameters, NDArray features, Known known) {
        return parameters.head("actor", LAYERS, features, known);
    }

    /** Two-hot logits of the value: features [*, F] -> [*, bins]. */
    public static NDArray critic(Parameters parameters, NDArray features) {
        return parameters.head("critic", LAYERS, features);
    }
}
