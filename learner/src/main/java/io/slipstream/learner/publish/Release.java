package io.slipstream.learner.publish;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model version about to be published.
 *
 * @param version its number
 * @param parent version it was trained from, absent for the first
 * @param decision decision it answers, absent for the first and for a forced one
 * @param component what was trained
 * @param base frozen weights
 * @param adapters low-rank updates on the base
 * @param reference its yardstick
 * @param trainingOffsets records it was trained on
 * @param seed seed of the training
 * @param updates gradient updates since the parent
 * @param trainableParameters parameters that moved
 */
public record Release(
        int version,
        @Nullable Integer parent,
        @Nullable Long decision,
        Component component,
        ModelWeights base,
        List<Adapter> adapters,
        MismatchReference reference,
        List<OffsetRange> trainingOffsets,
        long seed,
        long updates,
        long trainableParameters) {
    /** Copies the lists. */
    public Release {
        adapters = List.copyOf(adapters);
        trainingOffsets = List.copyOf(trainingOffsets);
    }
}
