package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.TransitionReference;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Ops;

/** Negative log-likelihood of the one-step changes of all feature groups. */
final class ReferenceLoss {
    private final Ops ops;
    private final ModelSpec spec;

    ReferenceLoss(Ops ops, ModelSpec spec) {
        this.ops = ops;
        this.spec = spec;
    }

    /** Mean over the steps t where t - 1 and t belong to one episode; shape []. */
    NDArray of(WorldModel world, Sequences data) {
        NDIndex later = new NDIndex().addSliceDim(1, data.length());
        NDArray before = rows(data.observations().get(new NDIndex().addSliceDim(0, data.length() - 1))); // [R, D]
        NDArray after = rows(data.observations().get(later));
        NDArray action = rows(data.previousActions().get(later));
        NDArray counts = rows(data.goesOn().get(later)).squeeze(1); // [R]
        TransitionReference reference = world.reference();
        NDArray sum = ops.scalar(0f);
        for (FeatureGroup group : spec.groups()) {
            TransitionReference.Change change = reference.change(group, before, action, after);
            NDArray likelihood = change.surprise().add(change.logScale());
            sum = sum.add(likelihood.mul(change.counts()).mul(counts).mean());
        }
        return sum.sum();
    }

    /** [L, B, n] -> [L * B, n]. */
    private static NDArray rows(NDArray sequences) {
        return sequences.reshape(-1, sequences.getShape().get(2));
    }
}
