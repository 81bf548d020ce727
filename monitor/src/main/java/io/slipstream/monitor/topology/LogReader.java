package io.slipstream.monitor.topology;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Stage one: turns each record of the log into a short event keyed by its fleet, on the partition it lies on. Bytes are read here and not
 * by a deserialiser, so that what cannot be read becomes a dead letter with its bytes and its reason instead of an error of the client.
 * Forwards {@link FleetEvent}s and dead letters.
 */
final class LogReader implements Processor<byte[], byte[], String, Object> {
    private final EventFormat format;
    private final MonitorMetrics metrics;
    private @Nullable ProcessorContext<String, Object> context;

    LogReader(EventFormat format, MonitorMetrics metrics) {
        this.format = format;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<String, Object> out = Objects.requireNonNull(context);
        Source source = source(out);
        try {
            EventFormat.Keyed event = format.read(record.value(), source);
            out.forward(new Record<>(event.fleet(), event.event(), record.timestamp()));
        } catch (RuntimeException e) {
            metrics.deadLetters.increment();
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            Object letter =
                    DeadLetterWriter.letter(source, reason, record.key(), record.value(), out.currentSystemTimeMs());
            out.forward(new Record<>(DeadLetterWriter.key(source), letter, record.timestamp()));
        }
    }

    private static Source source(ProcessorContext<?, ?> context) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of the log has a place"));
        return new Source(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
