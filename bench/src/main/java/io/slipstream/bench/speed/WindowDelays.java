package io.slipstream.bench.speed;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.OffsetRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads from the log how long after the last record of a window its report was written. */
final class WindowDelays {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final KafkaClients clients;

    WindowDelays(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * What the log says.
     *
     * @param medianMillis median delay, NaN without a report
     * @param reports how many there were
     * @param policyLag of the last learning report, NaN without one
     */
    record Seen(double medianMillis, int reports, double policyLag) {}

    Seen since(Instant from) {
        List<MismatchReport> reports = all(Topics.MISMATCH).stream()
                .filter(report -> report.getCreatedAt().isAfter(from))
                .toList();
        double[] delays = new double[reports.size()];
        try (Consumer<byte[], byte[]> reader = clients.rawConsumer("bench-delays")) {
            for (int i = 0; i < delays.length; i++) {
                delays[i] = reports.get(i).getCreatedAt().toEpochMilli() - last(reader, reports.get(i));
            }
        }
        List<LearningReport> learning = all(Topics.LEARNING);
        return new Seen(
                delays.length == 0 ? Double.NaN : Rate.median(delays),
                delays.length,
                learning.isEmpty()
                        ? Double.NaN
                        : learning.get(learning.size() - 1).getPolicyLag());
    }

    /** When the newest record of a window was written, ms since the epoch. */
    private static long last(Consumer<byte[], byte[]> reader, MismatchReport report) {
        long last = 0;
        for (OffsetRange range : report.getOffsets()) {
            TopicPartition partition = new TopicPartition(range.getTopic(), range.getPartition());
            reader.assign(List.of(partition));
            reader.seek(partition, range.getTo() - 1);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            List<ConsumerRecord<byte[], byte[]>> found = List.of();
            while (found.isEmpty() && System.nanoTime() < deadline) {
                found = reader.poll(POLL).records(partition);
            }
            last = found.isEmpty() ? last : Math.max(last, found.get(0).timestamp());
        }
        return last;
    }

    private <T extends SpecificRecord> List<T> all(Topic<T> topic) {
        List<T> records = new ArrayList<>();
        try (Consumer<String, Decoded<T>> consumer = clients.consumer("bench-" + topic.suffix(), topic)) {
            List<TopicPartition> partitions = consumer.partitionsFor(clients.name(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                    && System.nanoTime() < deadline) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() instanceof Decoded.Value<T> value) {
                        records.add(value.record());
                    }
                });
            }
        }
        return records;
    }
}
