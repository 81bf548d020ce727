package io.slipstream.learner.publish;

import io.slipstream.runtime.signing.VersionSigner;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes model versions: the chunks of blobs that are not there yet, then the manifest, all in one transaction. A blob
 * travels once however many versions name it. Owned by one thread.
 */
public final class VersionPublisher implements VersionSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionPublisher.class);
    // Each takes as long as max.block.ms says, a minute.
    private static final int ATTEMPTS = 10;

    private final Producer<String, SpecificRecord> producer;
    private final String modelsTopic;
    private final String weightsTopic;
    private final String fleet;
    private final VersionPacker packer;
    private final @Nullable VersionNumbers numbers;
    private final @Nullable VersionSigner signer;

    /** A publisher that is the only one of its fleet and signs nothing. */
    public VersionPublisher(
            Producer<String, SpecificRecord> producer,
            String modelsTopic,
            String weightsTopic,
            String fleet,
            Clock clock) {
        this(producer, modelsTopic, weightsTopic, fleet, clock, null, null);
    }

    /**
     * Starts transactions, which fences an older publisher of the same transactional id.
     *
     * @param producer transactional; closed by this publisher
     * @param modelsTopic manifests
     * @param weightsTopic chunks
     * @param fleet fleet name
     * @param clock wall clock of the manifests
     * @param numbers knows what others have published; closed by this publisher; null where nobody else publishes
     * @param signer vouches for versions; null where nobody does
     */
    public VersionPublisher(
            Producer<String, SpecificRecord> producer,
            String modelsTopic,
            String weightsTopic,
            String fleet,
            Clock clock,
            @Nullable VersionNumbers numbers,
            @Nullable VersionSigner signer) {
        this.producer = producer;
        this.modelsTopic = modelsTopic;
        this.weightsTopic = weightsTopic;
        this.fleet = fleet;
        this.packer = new VersionPacker(fleet, clock);
        this.numbers = numbers;
        this.signer = signer;
        producer.initTransactions();
    }

    /** Names blobs that are on the weights topic already. */
    public void alreadyPublished(Collection<String> hashes) {
        packer.alreadySent(hashes);
    }

    /**
     * Publishes a version; readers see all of it or nothing.
     *
     * @return the manifest as published
     * @throws IllegalStateException if another learner of this fleet has taken over
     * @throws KafkaException if the broker refused; nothing of the version is visible then
     */
    @Override
    public ModelVersion publish(Release release) {
        VersionPacker.Parcel parcel = packer.pack(release);
        ModelVersion manifest = signer == null ? parcel.manifest() : signer.sign(parcel.manifest());
        send(parcel.chunks(), manifest);
        packer.arrived(parcel);
        return manifest;
    }

    @Override
    public int newest() {
        VersionNumbers log = numbers;
        return log == null ? 0 : patiently("versions on the log are looked for again", log::newest);
    }

    @Override
    public void close() {
        if (numbers != null) {
            numbers.close();
        }
        producer.close(Duration.ofSeconds(3));
    }

    /** What brokers that come and go did to a transaction is no reason to end: once it is surely aborted, it is sent again. */
    private void send(List<WeightsChunk> fresh, ModelVersion manifest) {
        for (int attempt = 1; ; attempt++) {
            try {
                sendOnce(fresh, manifest);
                return;
            } catch (ProducerFencedException e) {
                throw new IllegalStateException(
                        "another learner of fleet '" + fleet + "' has taken over; run one learner per fleet", e);
            } catch (RuntimeException e) {
                boolean aborted = abort(e);
                if (!aborted || !passes(e) || attempt >= ATTEMPTS) {
                    throw e;
                }
                LOG.warn(
                        "version {} was not published and is sent again (attempt {}): {}",
                        manifest.getVersion(),
                        attempt + 1,
                        e.getMessage());
            }
        }
    }

    private void sendOnce(List<WeightsChunk> fresh, ModelVersion manifest) {
        producer.beginTransaction();
        for (WeightsChunk chunk : fresh) {
            producer.send(new ProducerRecord<>(weightsTopic, Blobs.key(chunk), chunk));
        }
        producer.send(new ProducerRecord<>(modelsTopic, Keys.version(fleet, manifest.getVersion()), manifest));
        commit();
    }

    /** Whether the same may go well another time: nothing in the chain of causes is a broker's last word. */
    private static boolean passes(RuntimeException failure) {
        // A commit that was asked for again and again has had its time.
        if (!(failure instanceof KafkaException) || failure instanceof TimeoutException) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException && !(cause instanceof RetriableException)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a commit that timed out has happened nobody knows; asked for again, it happens once. */
    private void commit() {
        patiently("a version is committed again", () -> {
            producer.commitTransaction();
            return 0;
        });
    }

    private static int patiently(String what, IntSupplier work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.getAsInt();
            } catch (TimeoutException e) {
                if (attempt >= ATTEMPTS) {
                    throw e;
                }
                LOG.warn("the brokers do not answer; {} (attempt {})", what, attempt + 1);
            }
        }
    }

    /** Whether the transaction has surely come to nothing. */
    private boolean abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException e) {
            // The broker gives the transaction up by itself when it times out.
            cause.addSuppressed(e);
            return false;
        }
    }
}
