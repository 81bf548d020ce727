package io.slipstream.actor.commands;

import io.slipstream.runtime.control.SeenCommands;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands for an actor of its fleet: of those from before it was made the scenario that they left, so that a
 * restarted actor drives on as the fleet does, and then every one that comes.
 */
public final class CommandAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAgent.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration READ_BACK = Duration.ofSeconds(30);
    private static final int REMEMBERED = 1024;

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String fleet;
    private final ScenarioSwitch scenarios;
    private final RefusedRecords refused;
    private final SeenCommands seen = new SeenCommands(REMEMBERED);

    /**
     * Reads the topic up to where it ends now and settles the scenario; later commands are followed.
     *
     * @param consumer closed by this agent
     * @param topic of commands
     * @param fleet whose commands to follow
     * @param scenarios what commands act on
     * @param refused takes commands that cannot be carried out
     * @throws IllegalStateException if the end of the topic is not reached in time
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
        consumer.seekToBeginning(partitions);
        readBack(consumer.endOffsets(partitions));
        scenarios.settle();
    }

    private void readBack(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + READ_BACK.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the commands so far could not be read within " + READ_BACK.toSeconds() + " s");
            }
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(WAIT)) {
                if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    ours(record).ifPresent(this::recall);
                } else {
                    take(record);
                }
            }
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What could not be carried out was refused when it came; a pause ended with the actor that it was meant for. */
    private void recall(Command command) {
        boolean lasting =
                command.getKind() == CommandKind.CHANGE_SCENARIO || command.getKind() == CommandKind.CHANGE_SPEED;
        if (lasting && seen.isNew(command.getId())) {
            try {
                obey(command);
            } catch (IllegalArgumentException e) {
                LOG.warn("an earlier command is passed over: {}", e.getMessage());
            }
        }
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
        scenarios.settle();
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
        if (record.value() instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
            refused.refuse(record, unreadable.reason());
        }
        ours(record).ifPresent(command -> obey(command, record));
    }

    private Optional<Command> ours(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        return record.value() instanceof Decoded.Value<SpecificRecord> value
                        && value.record() instanceof Command command
                        && command.getFleet().equals(fleet)
                        && command.getArguments()
                                .getOrDefault("service", "actor")
                                .equals("actor")
                ? Optional.of(command)
                : Optional.empty();
    }

    private void obey(Command command, ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        if (!seen.isNew(command.getId())) {
            LOG.info("command {} was carried out before", command.getId());
            return;
        }
        try {
            obey(command);
        } catch (IllegalArgumentException e) {
            refused.refuse(record, String.valueOf(e.getMessage()));
        }
    }

    private void obey(Command command) {
        switch (command.getKind()) {
            case CHANGE_SCENARIO -> scenarios.change(command);
            case CHANGE_SPEED -> scenarios.speed(command);
            case PAUSE -> scenarios.pause();
            case RESUME -> scenarios.resume();
            default -> LOG.debug("command {} is not for an actor", command.getKind());
        }
    }
}
