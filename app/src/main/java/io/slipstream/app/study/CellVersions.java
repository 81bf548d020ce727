package io.slipstream.app.study;

import io.slipstream.learner.DirectLearner;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.learner.publish.VersionSink;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes versions from the learner to the rollout, and counts what they would cost on the wire. */
final class CellVersions implements VersionSink {
    private final VersionPacker packer;
    private final BiConsumer<Integer, ModelWeights> drivers;
    private final Map<Integer, ModelVersion> manifests = new HashMap<>();
    private final Reference firstReference;
    private long trainable;
    private long bytes;

    /**
     * The first version is there before the world changes: it costs nothing.
     *
     * @param drivers takes every version after it
     */
    CellVersions(StoredModel model, long seed, Clock clock, BiConsumer<Integer, ModelWeights> drivers) {
        this.drivers = drivers;
        packer = new VersionPacker(CellLearner.FLEET, clock);
        Reference reference = Reference.fromJson(model.referenceJson());
        VersionPacker.Parcel first = packer.pack(new Release(
                DirectLearner.FIRST_VERSION,
                null,
                null,
                Component.NONE,
                model.base(),
                model.adapters(),
                reference.toAvro(model.base().spec().latentGroups()),
                List.of(),
                seed,
                0,
                0));
        packer.arrived(first);
        firstReference = Reference.fromAvro(first.manifest().getReference());
    }

    @Override
    public ModelVersion publish(Release release) {
        VersionPacker.Parcel parcel = packer.pack(release);
        packer.arrived(parcel);
        ModelVersion manifest = parcel.manifest();
        bytes += manifest.getBytesPublished();
        trainable = Math.max(trainable, release.trainableParameters());
        manifests.put(release.version(), manifest);
        drivers.accept(release.version(), release.base().merge(release.adapters()));
        return manifest;
    }

    /** The first version's yardstick as it travels, in single precision: a next one's that nobody measured anew equals it. */
    Reference firstReference() {
        return firstReference;
    }

    /** The manifest of a version after the first. */
    @Nullable
    ModelVersion manifest(int version) {
        return manifests.get(version);
    }

    /** Parameters that moved at once at most. */
    long trainable() {
        return trainable;
    }

    /** Bytes of all versions after the first. */
    long bytes() {
        return bytes;
    }
}
