package io.slipstream.learner.publish;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param training what it takes to train it again, absent where nobody writes that down
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
        long trainableParameters,
        @Nullable Training training) {
    /** Copies the lists. */
    public Release {
        adapters = List.copyOf(adapters);
        trainingOffsets = List.copyOf(trainingOffsets);
    }

    /** A release of which nobody writes down how to train it again. */
    public Release(
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
        this(
                version,
                parent,
                decision,
                component,
                base,
                adapters,
                reference,
                trainingOffsets,
                seed,
                updates,
                trainableParameters,
                null);
    }

    /**
     * The release that a manifest was made of.
     *
     * @param adapters of the model; those that the manifest does not name did not travel
     */
    public static Release of(
            ModelVersion manifest, ModelWeights base, List<Adapter> adapters, @Nullable Training training) {
        Set<String> names =
                manifest.getAdapters().stream().map(WeightsReference::getName).collect(Collectors.toSet());
        return new Release(
                manifest.getVersion(),
                manifest.getParent(),
                manifest.getDecision(),
                manifest.getComponent(),
                base,
                adapters.stream()
                        .filter(adapter -> names.contains(VersionPacker.nameOf(adapter)))
                        .toList(),
                manifest.getReference(),
                manifest.getTrainingOffsets(),
                manifest.getSeed(),
                manifest.getUpdates(),
                manifest.getTrainableParameters(),
                training);
    }
}
