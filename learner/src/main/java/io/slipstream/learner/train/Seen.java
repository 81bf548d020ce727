package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.tensor.Known;
import io.slipstream.model.tensor.Ops;
import org.jspecify.annotations.Nullable;

/**
 * States as an actor sees them. Where its base stays as it is, what that makes of them in the first layer is reckoned once for all steps that
 * look at them: a low-rank step then has a thin product to make, and to differentiate, in place of three quarters of the actor.
 *
 * @param features [n, F]
 * @param known of the actor's first layer; null where that moves whole
 */
record Seen(NDArray features, @Nullable Known known) {

    /** Some of these states: [n'] indices, int64. */
    Seen rows(NDArray index) {
        return new Seen(features.get(index), known == null ? null : known.rows(index));
    }

    /** These states and then others, of the same actor. */
    Seen and(Seen others) {
        Known both = known == null || others.known == null ? null : known.and(others.known);
        return new Seen(features.concat(others.features, 0), both);
    }

    /** How many there are. */
    long count() {
        return features.getShape().get(0);
    }

    /** The same, to be held until closed. */
    Seen kept(Ops ops) {
        return new Seen(ops.keep(features.duplicate()), known == null ? null : known.kept(ops));
    }

    void close() {
        features.close();
        if (known != null) {
            known.close();
        }
    }
}
