package io.slipstream.actor.commands;

import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.schemas.avro.Command;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
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

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String fleet;
    private final ScenarioSwitch scenarios;
    private final RefusedRecords refused;

    /**
     * Notes where the topic ends now: later commands are followed.
     *
     * @param consumer closed by this agent
     * @param topic of commands
     * @param fleet whose commands to follow
     * @param scenarios what commands act on
     * @param refused takes commands that cannot be carried out
     */
    public CommandAgent(
            Consumer<String, Decoded<SpecificRecord>> consumer,
            String topic,
            String fleet,
            ScenarioSwitch scenarios,
            RefusedRecords refused) {
        this.consumer = consumer;
        this.fleet = fleet;
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
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(WAIT)) {
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

    private void take(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        Decoded<SpecificRecord> value = record.value();
        if (value instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
            refused.refuse(record, unreadable.reason());
        } else if (value instanceof Decoded.Value<SpecificRecord> read && read.record() instanceof Command command) {
            boolean ours = command.getFleet().equals(fleet)
                    && command.getArguments().getOrDefault("service", "actor").equals("actor");
            if (ours) {
                obey(command, record);
            }
        }
    }

    private void obey(Command command, ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        try {
            obey(command);
        } catch (IllegalArgumentException e) {
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
