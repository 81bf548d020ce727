package io.slipstream.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.WeightsChunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class VersionFollowerTest {
    private static final TopicPartition MODELS = new TopicPartition("models", 0);
    private static final TopicPartition WEIGHTS = new TopicPartition("weights", 0);
    private static final byte[] BASE = {1, 2, 3};

    private final MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");
    private final List<String> refused = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(MODELS, 0L, WEIGHTS, 0L));
    private final VersionFollower follower;
    private long now;

    VersionFollowerTest() {
        for (TopicPartition partition : List.of(MODELS, WEIGHTS)) {
            Node[] none = {};
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, Node.noNode(), none, none)));
        }
        consumer.updateBeginningOffsets(Map.of(MODELS, 0L, WEIGHTS, 0L));
        consumer.updateEndOffsets(ends);
        follower = new VersionFollower(
                consumer, "models", "weights", "fleet", (record, reason) -> refused.add(reason), () -> now);
    }

    @Test
    void shouldHandOutAVersionOnceItsBlobsAreThere() {
        byte[] adapter = {9, 9};
        manifest(2, BASE, adapter);
        chunks(BASE);
        assertThat(follower.poll(Duration.ZERO)).isEmpty();
        chunks(adapter);

        PublishedVersion version = follower.poll(Duration.ZERO).orElseThrow();

        assertThat(version.manifest().getVersion()).isEqualTo(2);
        assertThat(version.base()).isEqualTo(BASE);
        assertThat(version.adapters()).containsExactly(adapter);
        assertThat(follower.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void shouldSkipToTheNewestVersionAndNeverGoBack() {
        chunks(BASE);
        manifest(1, BASE);
        manifest(3, BASE);
        manifest(2, BASE);

        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(3);
        manifest(2, BASE);
        assertThat(follower.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void shouldHoldNothingThatOnlyOlderVersionsName() {
        chunks(BASE);
        manifest(1, BASE);
        follower.poll(Duration.ZERO);
        long first = follower.held();

        for (byte version = 2; version < 50; version++) {
            byte[] adapter = {version, version};
            chunks(adapter);
            manifest(version, BASE, adapter);
            assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(version);
        }

        assertThat(follower.held()).isLessThan(2 * first);
    }

    @Test
    void shouldTakeInNothingThatNoVersionToComeNames() {
        chunks(BASE);
        byte[] largest = new byte[100_000];
        for (byte version = 1; version < 50; version++) {
            largest[0] = version;
            chunks(largest.clone());
            manifest(version, BASE, new byte[] {version});
        }
        chunks(new byte[] {49});

        assertThat(version(follower.newest(Duration.ofSeconds(5)))).isEqualTo(49);
        assertThat(follower.held()).isLessThan(largest.length);
    }

    @Test
    void shouldNotSayThatThereIsNoneWhenTheLogCouldNotBeRead() {
        VersionFollower hasty = hasty();
        ends.merge(MODELS, 1L, Long::sum);
        consumer.updateEndOffsets(ends);

        assertThatThrownBy(() -> hasty.newest(Duration.ofSeconds(30)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("fleet 'fleet' could not be read to their end: nothing has come for 30 s");
    }

    @Test
    void shouldReadALongLogForAsLongAsItComes() {
        VersionFollower hasty = hasty();
        byte[][] adapters = new byte[20][];
        for (byte version = 0; version < adapters.length; version++) {
            adapters[version] = new byte[] {version};
            manifest(version + 1, adapters[version]);
        }
        ends.put(WEIGHTS, (long) adapters.length);
        consumer.updateEndOffsets(ends);
        for (int offset = 0; offset < adapters.length; offset++) {
            ConsumerRecord<String, Decoded<SpecificRecord>> next = new ConsumerRecord<>(
                    "weights",
                    0,
                    offset,
                    "",
                    new Decoded.Value<>(Blobs.split(adapters[offset]).get(0)));
            consumer.schedulePollTask(() -> consumer.addRecord(next));
        }

        assertThat(version(hasty.newest(Duration.ofSeconds(5)))).isEqualTo(adapters.length);
        assertThat(Duration.ofNanos(now)).isGreaterThan(Duration.ofSeconds(20));
    }

    /** One for which a second passes whenever it looks at its clock. */
    private VersionFollower hasty() {
        return new VersionFollower(
                consumer,
                "models",
                "weights",
                "fleet",
                (record, reason) -> refused.add(reason),
                () -> now += Duration.ofSeconds(1).toNanos());
    }

    @Test
    void shouldRefuseAVersionOfAGiantNumberAndGoOnWithTheNextOne() {
        chunks(BASE);
        manifest(1, BASE);
        manifest(Integer.MAX_VALUE, BASE);

        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(1);
        assertThat(refused).singleElement().asString().contains("model version 2147483647", "before it is 1");
        manifest(2, BASE);
        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(2);
    }

    @Test
    void shouldGoOnFromALogWhoseFirstVersionsAreGone() {
        chunks(BASE);
        manifest(50_000, BASE);

        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(50_000);
    }

    @Test
    void shouldRefuseAVersionWithAWrongHashAndKeepTheOneBefore() {
        chunks(BASE);
        manifest(1, BASE);
        byte[] adapter = {5};
        manifest(2, BASE, adapter);
        put(WEIGHTS, new WeightsChunk(Blobs.sha256(adapter), 0, 1, ByteBuffer.wrap(new byte[] {6})));

        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(1);
        assertThat(refused).singleElement().asString().contains("model version 2", "sha-256");
    }

    @Test
    void shouldSendWhatCannotBeDecodedToTheRefused() {
        consumer.addRecord(new ConsumerRecord<>("models", 0, 0L, "", new Decoded.Unreadable<>(new byte[1], "no")));

        assertThat(follower.poll(Duration.ZERO)).isEmpty();
        assertThat(refused).containsExactly("no");
    }

    @Test
    void shouldRefuseAVersionWhoseChunksNeverCome() {
        manifest(1, BASE);
        follower.poll(Duration.ZERO);
        for (int i = 0; i < 4; i++) {
            now += Duration.ofSeconds(11).toNanos();
            follower.poll(Duration.ZERO);
        }

        assertThat(refused).singleElement().asString().contains("chunks");
    }

    @Test
    void shouldNotRefuseAVersionWhileItsChunksMayStillBeRead() {
        manifest(1, BASE);
        consumer.updateEndOffsets(Map.of(WEIGHTS, 3L));
        for (int i = 0; i < 6; i++) {
            now += Duration.ofSeconds(11).toNanos();
            assertThat(follower.poll(Duration.ZERO)).isEmpty();
        }
        assertThat(refused).as("brokers that are slow are no reason").isEmpty();

        chunks(BASE);

        assertThat(version(follower.poll(Duration.ZERO))).isEqualTo(1);
    }

    @Test
    void shouldIgnoreOtherFleets() {
        chunks(BASE);
        put(MODELS, manifestOf("other", 1, BASE));

        assertThat(follower.poll(Duration.ZERO)).isEmpty();
        assertThat(refused).isEmpty();
    }

    private static int version(Optional<PublishedVersion> version) {
        return version.orElseThrow().manifest().getVersion();
    }

    private void chunks(byte[] blob) {
        Blobs.split(blob).forEach(chunk -> put(WEIGHTS, chunk));
    }

    private void manifest(int version, byte[] base, byte[]... adapters) {
        put(MODELS, manifestOf("fleet", version, base, adapters));
    }

    private static ModelVersion manifestOf(String fleet, int version, byte[] base, byte[]... adapters) {
        Tensor none = new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0));
        return ModelVersion.newBuilder()
                .setFleet(fleet)
                .setVersion(version)
                .setParent(null)
                .setDecision(null)
                .setComponent(Component.NONE)
                .setSpec("{}")
                .setBase(Blobs.reference("base", base))
                .setAdapters(java.util.Arrays.stream(adapters)
                        .map(blob -> Blobs.reference("adapter", blob))
                        .toList())
                .setReference(new MismatchReference(List.of(), none, none, Map.of(), null))
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(0)
                .setTrainableParameters(0)
                .setBytesPublished(0)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private void put(TopicPartition partition, SpecificRecord value) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        consumer.updateEndOffsets(ends);
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "", new Decoded.Value<>(value)));
    }
}
