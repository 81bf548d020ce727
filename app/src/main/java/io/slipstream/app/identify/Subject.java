package io.slipstream.app.identify;

import io.slipstream.learner.reference.ReferenceEstimator;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalLayout;

/**
 * The model that drives.
 *
 * @param weights adapters merged
 * @param reference its yardstick
 */
public record Subject(ModelWeights weights, Reference reference) {
    /**
     * A stored model.
     *
     * @throws IllegalArgumentException when it was never calibrated
     */
    public static Subject of(StoredModel model) {
        return new Subject(model.merged(), Reference.fromJson(model.referenceJson()));
    }

    SignalLayout layout() {
        return ReferenceEstimator.layout(weights.spec()).calibrated(reference);
    }
}
