package io.slipstream.monitor.topology;

import io.slipstream.schemas.avro.Command;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads commands and keys them by their fleet. What cannot be read is left to the services that every command is for. */
final class CommandReader implements Processor<byte[], byte[], String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);

    private final WireFormat wire;
    private @Nullable ProcessorContext<String, Object> context;

    CommandReader(WireFormat wire) {
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<String, Object> out = Objects.requireNonNull(context);
        if (record.value() == null) {
            return;
        }
        try {
            Command command = wire.commands().decode(record.value());
            out.forward(new Record<>(command.getFleet(), command, record.timestamp()));
        } catch (RuntimeException e) {
            LOG.warn("a command cannot be read: {}", e.getMessage());
        }
    }
}
