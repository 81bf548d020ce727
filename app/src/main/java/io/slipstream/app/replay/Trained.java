package io.slipstream.app.replay;

import io.slipstream.schemas.avro.ModelVersion;
import java.util.Map;

/**
 * A version that was trained again.
 *
 * @param manifest what a learner would have published
 * @param losses means over its updates, by name
 */
record Trained(ModelVersion manifest, Map<String, Double> losses) {
    Trained {
        losses = Map.copyOf(losses);
    }
}
