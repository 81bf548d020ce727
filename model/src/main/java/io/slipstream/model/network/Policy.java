package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.tensor.Parameters;

/** Actor and critic on the world model's features: (h, z) and the observation. Their parameters are separate. */
public final class Policy {
    private Policy() {}

    /** Action logits: features [*, F] -> [*, A]. */
    public static NDArray actor(Parameters parameters, NDArray features) {
        return parameters.head("actor", 2, features);
    }

    /** Two-hot logits of the value: features [*, F] -> [*, bins]. */
    public static NDArray critic(Parameters parameters, NDArray features) {
        return parameters.head("critic", 2, features);
    }
}
