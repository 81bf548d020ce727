package io.slipstream.app.access;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.signing.VersionSigner;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Signs versions that are on the log already: those from before there was a key, or under a key that is to go. */
public final class Vouching {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaClients clients;
    private final VersionSigner signer;
    private final String fleet;

    /**
     * @param clients read every manifest, whoever vouches for it, and may write manifests
     * @param signer vouches
     * @param fleet whose versions
     */
    public Vouching(KafkaClients clients, VersionSigner signer, String fleet) {
        this.clients = clients;
        this.signer = signer;
        this.fleet = fleet;
    }

    /**
     * A version that was signed.
     *
     * @param version its number
     * @param before fingerprint of the key that had signed it, {@code -} for none
     */
    public record Signed(int version, String before) {}

    /**
     * Publishes manifests again with a signature, in the place of those that are there.
     *
     * @param wanted numbers to sign
     * @throws KafkaException if one of them did not reach the log
     */
    public List<Signed> sign(IntPredicate wanted) {
        List<Signed> signed = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<String, SpecificRecord> producer = clients.producer("slipstream-sign")) {
            for (ModelVersion manifest : read().values()) {
                Signature before = manifest.getSignature();
                boolean own = before != null && before.getKey().equals(signer.fingerprint());
                if (!own && wanted.test(manifest.getVersion())) {
                    sent.add(producer.send(new ProducerRecord<>(
                            clients.name(Topics.MODELS),
                            Keys.version(fleet, manifest.getVersion()),
                            signer.sign(manifest))));
                    signed.add(new Signed(manifest.getVersion(), before == null ? "-" : before.getKey()));
                }
            }
            producer.flush();
        }
        sent.forEach(Vouching::requireArrived);
        return signed;
    }

    private static void requireArrived(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "not every signed version reached the log; the same command goes on with the rest: " + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private Map<Integer, ModelVersion> read() {
        Map<Integer, ModelVersion> newest = new TreeMap<>();
        String topic = clients.name(Topics.MODELS);
        try (Consumer<String, Decoded<ModelVersion>> consumer = clients.consumer("slipstream-sign", Topics.MODELS)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("the versions were not read within " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(record -> take(record.value(), newest));
            }
        }
        return newest;
    }

    private void take(Decoded<ModelVersion> value, Map<Integer, ModelVersion> newest) {
        if (value instanceof Decoded.Value<ModelVersion> read
                && read.record().getFleet().equals(fleet)) {
            newest.put(read.record().getVersion(), read.record());
        }
    }
}
