package io.slipstream.app.audit;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a fleet's topics from their beginning, as any outsider could, and enters what it sees in the books. It belongs to
 * one thread and takes no part in the loop.
 */
public final class AuditReader implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final List<Topic<?>> READ = List.of(
            Topics.TRANSITIONS,
            Topics.EPISODES,
            Topics.MISMATCH,
            Topics.DECISIONS,
            Topics.MODELS,
            Topics.COMMANDS,
            Topics.DEAD_LETTERS);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final RunBook book;
    private final List<TopicPartition> all;
    private final Set<TopicPartition> cutOff = new HashSet<>();

    /**
     * Opens the topics, which must exist, and reads the commands: they tell which stage every other record falls in.
     *
     * @param clients makes the consumer
     * @param book where everything is entered
     */
    public AuditReader(KafkaClients clients, RunBook book) {
        this.consumer = clients.consumer("slipstream-audit");
        this.book = book;
        this.all = READ.stream()
                .flatMap(topic -> consumer.partitionsFor(clients.name(topic)).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        consumer.beginningOffsets(all).forEach((partition, offset) -> {
            if (offset > 0) {
                cutOff.add(partition);
            }
        });
        List<TopicPartition> commands = all.stream()
                .filter(partition -> partition.topic().equals(clients.name(Topics.COMMANDS)))
                .toList();
        List<TopicPartition> others =
                all.stream().filter(partition -> !commands.contains(partition)).toList();
        consumer.pause(others);
        catchUp(commands, Duration.ofSeconds(10));
        consumer.resume(others);
    }

    /** Enters what arrives within the time. */
    public void poll(Duration patience) {
        ConsumerRecords<String, Decoded<SpecificRecord>> records = consumer.poll(patience);
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : records) {
            if (record.value() instanceof Decoded.Value<SpecificRecord> value) {
                enter(value.record(), new TopicPartition(record.topic(), record.partition()));
            }
        }
    }

    /**
     * Reads on until everything that is on the log now has been entered.
     *
     * @param limit gives up after this time
     * @return whether the end was reached
     */
    public boolean catchUp(Duration limit) {
        return catchUp(all, limit);
    }

    private boolean catchUp(Collection<TopicPartition> partitions, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!reached(ends)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            poll(STEP);
        }
        return true;
    }

    /** By position, not by count: aborted transactions leave holes. */
    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void enter(SpecificRecord record, TopicPartition from) {
        if (record instanceof TransitionSegment segment) {
            book.add(segment, cutOff.contains(from));
        } else if (record instanceof EpisodeSummary episode) {
            book.add(episode);
        } else if (record instanceof MismatchReport report) {
            book.add(report);
        } else if (record instanceof FinetuneDecision decision) {
            book.add(decision);
        } else if (record instanceof ModelVersion version) {
            book.add(version);
        } else if (record instanceof Command command) {
            book.add(command);
        } else if (record instanceof DeadLetter) {
            book.addDeadLetter();
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
