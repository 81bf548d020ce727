package io.slipstream.learner.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.Segments;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.TransitionSegment;
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
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 6, 15, List.of(FeatureGroup.of("all", 0, 6, FeatureGroup.Role.BODY)));
    private static final TopicPartition T0 = new TopicPartition("transitions", 0);
    private static final TopicPartition T1 = new TopicPartition("transitions", 1);
    private static final TopicPartition COMMANDS = new TopicPartition("commands", 0);

    private final MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<LogEvent> heard = new ArrayList<>();
    private final Inbox inbox;

    InboxTest() {
        EventReader.Sources sources = new EventReader.Sources("transitions", "episodes", "decisions", "commands");
        Node[] none = {};
        for (String topic : sources.all()) {
            List<PartitionInfo> partitions = new ArrayList<>();
            for (int p = 0; p < (topic.equals("transitions") ? 2 : 1); p++) {
                partitions.add(new PartitionInfo(topic, p, Node.noNode(), none, none));
                ends.put(new TopicPartition(topic, p), 0L);
            }
            consumer.updatePartitions(topic, partitions);
        }
        consumer.updateBeginningOffsets(ends);
        consumer.updateEndOffsets(ends);
        EventReader reader = new EventReader(
                "fleet", segment -> segment.getTask().equals("bad") ? Optional.of("not finite") : Optional.empty());
        inbox = new Inbox(consumer, sources.all(), reader, (record, reason) -> refused.add(reason));
        sources.all().forEach(inbox::fromBeginning);
    }

    @Test
    void shouldHandOutWhatComesAndKnowWhereItStands() {
        put(T0, Segments.segment(SPEC, 0, 0, 4));
        put(T1, Segments.segment(SPEC, 1, 0, 4));

        assertThat(inbox.poll(Duration.ZERO, one -> heard.add(one.event()))).isTrue();

        assertThat(heard).hasSize(2);
        assertThat(inbox.offsets()).containsEntry("transitions/0", 1L).containsEntry("transitions/1", 1L);
        assertThat(inbox.poll(Duration.ZERO, one -> heard.add(one.event()))).isFalse();
    }

    @Test
    void shouldRefuseWhatCannotBeUsedAndGoOn() {
        TransitionSegment bad = Segments.segment(SPEC, 0, 0, 4);
        bad.put("task", "bad");
        put(T0, bad);
        add(T0, new Decoded.Unreadable<>(new byte[3], "no segment"));
        put(T0, Segments.segment(SPEC, 0, 1, 4));

        inbox.poll(Duration.ZERO, one -> heard.add(one.event()));

        assertThat(heard).hasSize(1);
        assertThat(refused).containsExactly("not finite", "no segment");
        assertThat(inbox.refused()).isEqualTo(2);
    }

    @Test
    void shouldSkipOtherFleets() {
        TransitionSegment other = Segments.segment(SPEC, 0, 0, 4);
        other.put("fleet", "other");
        put(T0, other);

        inbox.poll(Duration.ZERO, one -> heard.add(one.event()));

        assertThat(heard).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldRefuseAForcedComponentThatDoesNotExist() {
        put(COMMANDS, new Command("1", "fleet", CommandKind.FORCE_COMPONENT, Map.of(), "me", "", Instant.EPOCH, null));

        inbox.poll(Duration.ZERO, one -> heard.add(one.event()));

        assertThat(refused).singleElement().asString().contains("argument component");
    }

    @Test
    void shouldReplayRecordsInTheOrderTheyArrived() {
        for (int s = 0; s < 3; s++) {
            put(T0, Segments.segment(SPEC, 0, s, 4));
            put(T1, Segments.segment(SPEC, 1, s, 4));
        }
        List<ArrivalLog.Run> runs =
                List.of(new ArrivalLog.Run(1, 0, 1, 4), new ArrivalLog.Run(0, 1, 3, 8), new ArrivalLog.Run(1, 1, 2, 4));

        inbox.replay("transitions", runs, heard::add);

        assertThat(heard)
                .extracting(event -> (LogEvent.SegmentArrived) event)
                .extracting(LogEvent.SegmentArrived::partition, LogEvent.SegmentArrived::offset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 0L),
                        org.assertj.core.groups.Tuple.tuple(0, 1L),
                        org.assertj.core.groups.Tuple.tuple(0, 2L),
                        org.assertj.core.groups.Tuple.tuple(1, 1L));
    }

    @Test
    void shouldSayThatACheckpointBelongsToAnotherLog() {
        assertThatThrownBy(() -> inbox.seek(Map.of("transitions/0", 5L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another log");
    }

    private void put(TopicPartition partition, SpecificRecord value) {
        add(partition, new Decoded.Value<>(value));
    }

    private void add(TopicPartition partition, Decoded<SpecificRecord> value) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        consumer.updateEndOffsets(ends);
        consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "", value));
    }
}
