package io.slipstream.learner.publish;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes model versions: the chunks of blobs that are not there yet, then the manifest, all in one transaction. A blob
 * travels once however many versions name it. Owned by one thread.
 */
public final class VersionPublisher implements AutoCloseable {
    private final Producer<String, SpecificRecord> producer;
    private final String modelsTopic;
    private final String weightsTopic;
    private final String fleet;
    private final Clock clock;
    private final Set<String> published = new HashSet<>();
    private @Nullable ModelWeights encodedBase;
    private byte[] encodedBytes = {};

    /**
     * Starts transactions, which fences an older publisher of the same transactional id.
     *
     * @param producer transactional; closed by this publisher
     * @param modelsTopic manifests
     * @param weightsTopic chunks
     * @param fleet fleet name
     * @param clock wall clock of the manifests
     */
    public VersionPublisher(
            Producer<String, SpecificRecord> producer,
            String modelsTopic,
            String weightsTopic,
            String fleet,
            Clock clock) {
        this.producer = producer;
        this.modelsTopic = modelsTopic;
        this.weightsTopic = weightsTopic;
        this.fleet = fleet;
        this.clock = clock;
        producer.initTransactions();
    }

    /** Names blobs that are on the weights topic already. */
    public void alreadyPublished(Collection<String> hashes) {
        published.addAll(hashes);
    }

    /**
     * Publishes a version; readers see all of it or nothing.
     *
     * @return the manifest as published
     * @throws IllegalStateException if another learner of this fleet has taken over
     * @throws KafkaException if the broker refused; nothing of the version is visible then
     */
    public ModelVersion publish(Release release) {
        List<WeightsChunk> fresh = new ArrayList<>();
        WeightsReference base = enter("base", bytesOf(release.base()), fresh);
        List<WeightsReference> adapters = new ArrayList<>();
        for (Adapter adapter : release.adapters()) {
            adapters.add(enter(adapter.network().id() + "-adapter", adapter.toBytes(), fresh));
        }
        long bytes =
                fresh.stream().mapToLong(chunk -> chunk.getData().remaining()).sum();
        ModelVersion manifest = manifest(release, base, adapters, bytes);
        send(fresh, manifest);
        fresh.forEach(chunk -> published.add(chunk.getSha256()));
        return manifest;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
    }

    private WeightsReference enter(String name, byte[] blob, List<WeightsChunk> fresh) {
        WeightsReference reference = Blobs.reference(name, blob);
        boolean known = published.contains(reference.getSha256())
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

    private ModelVersion manifest(Release release, WeightsReference base, List<WeightsReference> adapters, long bytes) {
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
                .build();
    }

    private void send(List<WeightsChunk> fresh, ModelVersion manifest) {
        producer.beginTransaction();
        try {
            for (WeightsChunk chunk : fresh) {
                producer.send(new ProducerRecord<>(weightsTopic, Blobs.key(chunk), chunk));
            }
            producer.send(new ProducerRecord<>(modelsTopic, Keys.version(fleet, manifest.getVersion()), manifest));
            producer.commitTransaction();
        } catch (ProducerFencedException e) {
            throw new IllegalStateException(
                    "another learner of fleet '" + fleet + "' has taken over; run one learner per fleet", e);
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            // The broker gives the transaction up by itself when it times out.
            cause.addSuppressed(e);
        }
    }
}
