package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;

/** Actor and critic on features (h, z, o): state of the world model and observation. Their parameters are separate. */
public final class Policy {
    private final Perception perception;

    /** For models of these sizes. */
    public Policy(ModelSpec spec, Ops ops) {
        this.perception = new Perception(spec, ops);
    }

    /** Action logits: features [*, F] -> [*, A]. */
    public NDArray actor(Parameters parameters, NDArray features) {
        return parameters.head("actor", 2, perception.seen(parameters, "actor", features));
    }

    /** Two-hot logits of the value: features [*, F] -> [*, bins]. */
    public NDArray critic(Parameters parameters, NDArray features) {
        return parameters.head("critic", 2, perception.seen(parameters, "critic", features));
    }
}
