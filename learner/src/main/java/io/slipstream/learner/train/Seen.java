package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.tensor.Ops;
import org.jspecify.annotations.Nullable;

/**
 * States as an actor sees them. Where its base stays as it is, what the base's first layer makes of them is reckoned once for all steps
 * that look at them: a low-rank step then has a thin product to make, and to differentiate, in place of three quarters of the actor.
 *
 * @param features [n, F]
 * @param known [n, W] W x + b of the base's first layer; null where that layer moves
 */
record Seen(NDArray features, @Nullable NDArray known) {

    /** Some of these states: [n'] indices, int64. */
    Seen rows(NDArray index) {
        return new Seen(features.get(index), known == null ? null : known.get(index));
    }

    /** These states and then others, of the same actor. */
    Seen and(Seen others) {
        NDArray joined = known == null || others.known == null ? null : known.concat(others.known, 0);
        return new Seen(features.concat(others.features, 0), joined);
    }

    /** How many there are. */
    long count() {
        return features.getShape().get(0);
    }

    /** The same, to be held until closed. */
    Seen kept(Ops ops) {
        return new Seen(ops.keep(features.duplicate()), known == null ? null : ops.keep(known.duplicate()));
    }

    void close() {
        features.close();
        if (known != null) {
            known.close();
        }
    }
}
