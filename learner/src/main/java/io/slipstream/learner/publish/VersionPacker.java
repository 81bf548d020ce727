package io.slipstream.learner.publish;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Packs versions for the way: a blob travels once however many versions name it. Owned by one thread. */
public final class VersionPacker {
    private final String fleet;
    private final Clock clock;
    private final Set<String> sent = new HashSet<>();
    private @Nullable ModelWeights encodedBase;
    private byte[] encodedBytes = {};

    /**
     * @param fleet fleet name
     * @param clock wall clock of the manifests
     */
    public VersionPacker(String fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * A version on its way.
     *
     * @param manifest names all blobs; its bytes are those of the chunks
     * @param chunks of blobs that have not been sent before
     */
    public record Parcel(ModelVersion manifest, List<WeightsChunk> chunks) {
        /** Takes a copy. */
        public Parcel {
            chunks = List.copyOf(chunks);
        }
    }

    /** Names blobs that are there already. */
    public void alreadySent(Collection<String> hashes) {
        sent.addAll(hashes);
    }

    /** Packs a version; nothing counts as sent yet. */
    public Parcel pack(Release release) {
        List<WeightsChunk> fresh = new ArrayList<>();
        WeightsReference base = enter("base", bytesOf(release.base()), fresh);
        List<WeightsReference> adapters = new ArrayList<>();
        for (Adapter adapter : release.adapters()) {
            adapters.add(enter(nameOf(adapter), adapter.toBytes(), fresh));
        }
        Training training = release.training();
        TrainingRecord record =
                training == null ? null : training.toAvro(enter("training-start", training.start(), fresh));
        long bytes =
                fresh.stream().mapToLong(chunk -> chunk.getData().remaining()).sum();
        return new Parcel(manifest(release, base, adapters, record, bytes), fresh);
    }

    /** What a manifest calls an adapter. */
    static String nameOf(Adapter adapter) {
        return adapter.network().id() + "-adapter";
    }

    /** Takes note that a parcel has arrived. */
    public void arrived(Parcel parcel) {
        parcel.chunks().forEach(chunk -> sent.add(chunk.getSha256()));
    }

    private WeightsReference enter(String name, byte[] blob, List<WeightsChunk> fresh) {
        WeightsReference reference = Blobs.reference(name, blob);
        boolean known = sent.contains(reference.getSha256())
                || fresh.stream().anyMatch(chunk -> chunk.getSha256().equals(reference.getSha256()));
        if (!known) {
            fresh.addAll(Blobs.split(blob));
        }
        return reference;
    }

    /** The base is large and stays the same for many versions. */
    private byte[] bytesOf(ModelWeights base) {
        if (encodedBase != base) {
            encodedBytes = base.toSafetensors();
            encodedBase = base;
        }
        return encodedBytes;
    }

    private ModelVersion manifest(
            Release release,
            WeightsReference base,
            List<WeightsReference> adapters,
            @Nullable TrainingRecord training,
            long bytes) {
        return ModelVersion.newBuilder()
                .setFleet(fleet)
                .setVersion(release.version())
                .setParent(release.parent())
                .setDecision(release.decision())
                .setComponent(release.component())
                .setSpec(release.base().spec().toJson())
                .setBase(base)
                .setAdapters(adapters)
                .setReference(release.reference())
                .setTrainingOffsets(release.trainingOffsets())
                .setSeed(release.seed())
                .setUpdates(release.updates())
                .setTrainableParameters(release.trainableParameters())
                .setBytesPublished(bytes)
                .setCreatedAt(clock.instant())
                .setTraining(training)
                .build();
    }
}
