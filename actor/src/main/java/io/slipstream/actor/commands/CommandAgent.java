package io.slipstream.actor.commands;

import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.weights.RefusedRecords;
import io.slipstream.schemas.avro.Command;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the commands that come after it was made and carries out those for an actor of its fleet. */
public final class CommandAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAgent.class);
    private static final Duration WAIT = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String fleet;
    private final Function<byte[], Command> decoder;
    private final ScenarioSwitch scenarios;
    private final RefusedRecords refused;

    /**
     * Notes where the topic ends now: later commands are followed.
     *
     * @param consumer closed by this agent
     * @param topic of commands
     * @param fleet whose commands to follow
     * @param decoder decodes a value; throws an unchecked exception when it cannot
     * @param scenarios what commands act on
     * @param refused takes commands that cannot be carried out
     */
    public CommandAgent(
            Consumer<byte[], byte[]> consumer,
            String topic,
            String fleet,
            Function<byte[], Command> decoder,
            ScenarioSwitch scenarios,
            RefusedRecords refused) {
        this.consumer = consumer;
        this.fleet = fleet;
        this.decoder = decoder;
        this.scenarios = scenarios;
        this.refused = refused;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The seek is lazy; asking for the position makes "now" this moment.
        partitions.forEach(consumer::position);
    }

    @Override
    public boolean doWork() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                take(record);
            }
        } catch (WakeupException e) {
            LOG.debug("woken up");
        }
        return true;
    }

    @Override
    public void onClose() {
        consumer.close();
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Command command = decoder.apply(record.value());
            boolean ours = command.getFleet().equals(fleet)
                    && command.getArguments().getOrDefault("service", "actor").equals("actor");
            if (ours) {
                obey(command);
            }
        } catch (RuntimeException e) {
            LOG.warn("refused the command at offset {}: {}", record.offset(), e.getMessage());
            refused.refuse(record, String.valueOf(e.getMessage()));
        }
    }

    private void obey(Command command) {
        switch (command.getKind()) {
            case CHANGE_SCENARIO -> scenarios.change(command.getArguments());
            case PAUSE -> scenarios.pause();
            case RESUME -> scenarios.resume();
            default -> LOG.debug("command {} is not for an actor", command.getKind());
        }
    }
}
