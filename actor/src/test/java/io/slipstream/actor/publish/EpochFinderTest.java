package io.slipstream.actor.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EpochFinderTest {
    private static final TopicPartition PARTITION = new TopicPartition("transitions", 0);

    private final MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");

    @Test
    void shouldFindTheNewestEpochOfTheActorAlone() {
        holds(
                segment("fleet", "a", 7),
                segment("fleet", "b", 99),
                segment("other", "a", 100),
                segment("fleet", "a", 5));

        assertThat(new EpochFinder(consumer, "transitions").newest("fleet", "a"))
                .isEqualTo(7);
    }

    @Test
    void shouldFindNoneOnAnEmptyLog() {
        holds();

        assertThat(new EpochFinder(consumer, "transitions").newest("fleet", "a"))
                .isZero();
    }

    private void holds(TransitionSegment... segments) {
        Node node = new Node(1, "h", 1);
        consumer.updatePartitions(
                "transitions",
                List.of(new PartitionInfo("transitions", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) segments.length));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < segments.length; i++) {
                consumer.addRecord(new ConsumerRecord<>("transitions", 0, i, "key", new Decoded.Value<>(segments[i])));
            }
        });
    }

    private static TransitionSegment segment(String fleet, String actor, long epoch) {
        return TransitionSegment.newBuilder()
                .setFleet(fleet)
                .setActor(actor)
                .setEnvironment(0)
                .setEpoch(epoch)
                .setSequence(0)
                .setEpisode(0)
                .setFirstStep(0)
                .setTask("RTM03")
                .setModelVersion(1)
                .setLength(1)
                .setObservations(Tensors.floats(new float[2], 2, 1))
                .setRewards(Tensors.floats(new float[2], 2))
                .setFlags(Tensors.bytes(new byte[2], 2))
                .setActions(Tensors.bytes(new byte[1], 1))
                .setLogProbability(Tensors.floats(new float[1], 1))
                .setTvDynamics(Tensors.floats(new float[1], 1))
                .setPredictedReward(Tensors.floats(new float[1], 1))
                .setValue(Tensors.floats(new float[1], 1))
                .setLatentClasses(Tensors.bytes(new byte[1], 1, 1))
                .setResiduals(Tensors.floats(new float[1], 1, 1))
                .setNovelty(Tensors.floats(new float[1], 1, 1))
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
