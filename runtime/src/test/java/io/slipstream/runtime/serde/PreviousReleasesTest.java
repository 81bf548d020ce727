package io.slipstream.runtime.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.weights.Blobs;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import io.slipstream.schemas.ReleasedSchemas;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.schemas.avro.WeightsChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An actor and a learner of any earlier release beside the services of this one: what they write is used and not only decoded. */
class PreviousReleasesTest {
    private static final byte[] BASE = {1, 2, 3};

    private final List<String> refused = new ArrayList<>();

    static Stream<String> releases() {
        return ReleasedSchemas.VERSIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldUseASegmentOfAnEarlierActor(String release) throws IOException {
        TransitionSegment written = Segments.of(4);

        TransitionSegment read =
                AvroCodec.of(TransitionSegment.class).decode(asWrittenBy(release, Topics.TRANSITIONS, written));

        assertThat(new SegmentValidator(Segments.OBSERVATION, Segments.ACTIONS).problem(read))
                .isEmpty();
        assertThat(read.getObservations()).isEqualTo(written.getObservations());
        assertThat(read.getSequence()).isEqualTo(written.getSequence());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldDriveAVersionOfAnEarlierLearner(String release) throws IOException {
        MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");
        Map<TopicPartition, Long> ends = new HashMap<>();
        Node[] none = {};
        for (String topic : List.of("models", "weights")) {
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), none, none)));
            ends.put(new TopicPartition(topic, 0), 1L);
        }
        consumer.updateBeginningOffsets(
                Map.of(new TopicPartition("models", 0), 0L, new TopicPartition("weights", 0), 0L));
        consumer.updateEndOffsets(ends);
        VersionFollower follower = new VersionFollower(
                consumer, "models", "weights", "fleet", (record, reason) -> refused.add(reason), System::nanoTime);
        WeightsChunk chunk = Blobs.split(BASE).get(0);
        put(consumer, "weights", asWrittenBy(release, Topics.WEIGHTS, chunk), Topics.WEIGHTS);
        put(consumer, "models", asWrittenBy(release, Topics.MODELS, manifest()), Topics.MODELS);

        Optional<PublishedVersion> found = follower.poll(Duration.ZERO);

        assertThat(refused).isEmpty();
        assertThat(found).hasValueSatisfying(version -> {
            assertThat(version.manifest().getVersion()).isEqualTo(3);
            assertThat(version.base()).isEqualTo(BASE);
        });
    }

    private static void put(
            MockConsumer<String, Decoded<SpecificRecord>> consumer,
            String name,
            byte[] bytes,
            Topic<? extends SpecificRecord> topic) {
        DecodedDeserializer<SpecificRecord> reader = new DecodedDeserializer<>(any -> AvroCodec.of(topic.valueType()));
        consumer.addRecord(new ConsumerRecord<>(name, 0, 0L, "", reader.deserialize(name, bytes)));
    }

    /** What code of a release writes of a record: its own fields of it, in its own schema. */
    private static byte[] asWrittenBy(String release, Topic<?> topic, SpecificRecord record) throws IOException {
        TrustedPackage.install();
        Schema schema = ReleasedSchemas.of(release, topic.valueType()).orElseThrow();
        ByteArrayOutputStream now = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(now, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        IndexedRecord then = new GenericDatumReader<IndexedRecord>(record.getSchema(), schema)
                .read(null, DecoderFactory.get().binaryDecoder(now.toByteArray(), null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(10)
                .putShort((short) 0xC301)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array());
        new GenericDatumWriter<IndexedRecord>(schema)
                .write(then, EncoderFactory.get().directBinaryEncoder(out, null));
        return out.toByteArray();
    }

    private static ModelVersion manifest() {
        Tensor none = new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0));
        return ModelVersion.newBuilder()
                .setFleet("fleet")
                .setVersion(3)
                .setComponent(Component.NONE)
                .setSpec("{}")
                .setBase(Blobs.reference("base", BASE))
                .setAdapters(List.of())
                .setReference(new MismatchReference(List.of(), none, none, Map.of(), null))
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(0)
                .setTrainableParameters(0)
                .setBytesPublished(0)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
