package io.slipstream.runtime.kafka;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.DecodedDeserializer;
import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.runtime.serde.RecordSerializer;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.runtime.signing.TrustedKeys;
import io.slipstream.runtime.signing.VerifiedVersions;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients that are set as Slipstream needs them; every client belongs to who asked for it. */
public final class KafkaClients {

    private final Config config;
    private final ClientProperties properties;
    private final Optional<TrustedKeys> trusted;

    /**
     * Creates a factory.
     *
     * @param config common settings and those handed through under {@code kafka.}
     * @throws io.slipstream.runtime.config.ConfigException if it names trusted keys that cannot be read
     */
    public KafkaClients(Config config) {
        this.config = config;
        this.properties = new ClientProperties(config);
        this.trusted = TrustedKeys.of(config);
    }

    /**
     * A full topic name under the configured prefix.
     *
     * @param topic topic of the catalogue
     */
    public String name(Topic<?> topic) {
        return topic.name(config.get(CommonSettings.TOPICS_PREFIX));
    }

    /**
     * An idempotent producer, acks=all.
     *
     * @param clientId stable name of the client
     */
    public Producer<String, SpecificRecord> producer(String clientId) {
        return new KafkaProducer<>(properties.producer(clientId), new StringSerializer(), new RecordSerializer<>());
    }

    /**
     * A producer as {@link #producer} makes them that never gives a record up: while no broker takes it, it waits, and so does who sends
     * once its memory is full.
     *
     * @param clientId stable name of the client
     */
    public Producer<String, SpecificRecord> patientProducer(String clientId) {
        return new KafkaProducer<>(
                properties.patientProducer(clientId), new StringSerializer(), new RecordSerializer<>());
    }

    /**
     * A transactional producer; the caller calls {@code initTransactions()}.
     *
     * @param clientId stable name of the client
     * @param transactionalId fences an older producer of the same id
     */
    public Producer<String, SpecificRecord> transactionalProducer(String clientId, String transactionalId) {
        Map<String, Object> settings = properties.producer(clientId);
        settings.put("transactional.id", transactionalId);
        return new KafkaProducer<>(settings, new StringSerializer(), new RecordSerializer<>());
    }

    /**
     * A consumer of one topic for manual assignment: read committed, no group, offsets are the caller's affair, begins at
     * the earliest record.
     *
     * @param clientId stable name of the client
     * @param topic what it reads
     */
    public <T extends SpecificRecord> Consumer<String, Decoded<T>> consumer(String clientId, Topic<T> topic) {
        RecordCodec<T> codec = codec(topic);
        return new KafkaConsumer<>(
                properties.consumer(clientId), new StringDeserializer(), new DecodedDeserializer<T>(any -> codec));
    }

    /**
     * A consumer of any topics of the catalogue, otherwise as {@link #consumer(String, Topic)}.
     *
     * @param clientId stable name of the client
     */
    public Consumer<String, Decoded<SpecificRecord>> consumer(String clientId) {
        Map<String, RecordCodec<? extends SpecificRecord>> codecs = new HashMap<>();
        Topics.all().forEach(topic -> codecs.put(name(topic), codec(topic)));
        return new KafkaConsumer<>(
                properties.consumer(clientId),
                new StringDeserializer(),
                new DecodedDeserializer<SpecificRecord>(name -> known(codecs, name)));
    }

    /**
     * A consumer of records as bytes, otherwise as {@link #consumer(String, Topic)}.
     *
     * @param clientId stable name of the client
     */
    public Consumer<byte[], byte[]> rawConsumer(String clientId) {
        return new KafkaConsumer<>(
                properties.consumer(clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * An idempotent producer of records as bytes, acks=all.
     *
     * @param clientId stable name of the client
     */
    public Producer<byte[], byte[]> rawProducer(String clientId) {
        return new KafkaProducer<>(properties.producer(clientId), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * An administrator.
     *
     * @param clientId stable name of the client
     */
    public Admin admin(String clientId) {
        return Admin.create(properties.common(clientId));
    }

    /**
     * Properties of a Kafka Streams application: exactly once, begins at the earliest record.
     *
     * @param applicationId stable name, also the prefix of its internal topics
     * @param stateFolder where its state lies
     */
    public Properties streamsProperties(String applicationId, Path stateFolder) {
        return properties.streams(applicationId, stateFolder);
    }

    /** How manifests are read: where trusted keys are configured, only those that one of them vouches for. */
    public RecordCodec<ModelVersion> versions() {
        RecordCodec<ModelVersion> wire = AvroCodec.of(ModelVersion.class, config.get(CommonSettings.RECORDS_MAX_BYTES));
        return trusted.<RecordCodec<ModelVersion>>map(keys -> new VerifiedVersions(wire, keys))
                .orElse(wire);
    }

    @SuppressWarnings("unchecked") // The topic's own type.
    private <T extends SpecificRecord> RecordCodec<T> codec(Topic<T> topic) {
        return topic.valueType() == ModelVersion.class
                ? (RecordCodec<T>) versions()
                : AvroCodec.of(topic.valueType(), config.get(CommonSettings.RECORDS_MAX_BYTES));
    }

    private static RecordCodec<? extends SpecificRecord> known(
            Map<String, RecordCodec<? extends SpecificRecord>> codecs, String topic) {
        RecordCodec<? extends SpecificRecord> codec = codecs.get(topic);
        if (codec == null) {
            throw new UnreadableRecordException(topic + " is no topic of the catalogue");
        }
        return codec;
    }
}
