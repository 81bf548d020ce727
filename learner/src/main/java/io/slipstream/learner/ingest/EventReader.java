package io.slipstream.learner.ingest;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes events of records: knows which topic carries what, skips other fleets and refuses what makes no sense. */
public final class EventReader {
    /**
     * The topics a learner reads.
     *
     * @param transitions of TransitionSegment
     * @param episodes of EpisodeSummary
     * @param decisions of FinetuneDecision
     * @param commands of Command
     */
    public record Sources(String transitions, String episodes, String decisions, String commands) {
        /** All of them. */
        public List<String> all() {
            return List.of(transitions, episodes, decisions, commands);
        }
    }

    /**
     * How values are decoded; each throws an unchecked exception when it cannot.
     *
     * @param segments of the transitions topic
     * @param episodes of the episodes topic
     * @param decisions of the decisions topic
     * @param commands of the commands topic
     */
    public record Decoders(
            Function<byte[], TransitionSegment> segments,
            Function<byte[], EpisodeSummary> episodes,
            Function<byte[], FinetuneDecision> decisions,
            Function<byte[], Command> commands) {}

    private final String fleet;
    private final int observationSize;
    private final Sources sources;
    private final Decoders decoders;
    private final Function<TransitionSegment, Optional<String>> validator;

    /**
     * @param fleet the fleet to hear of
     * @param observationSize floats an observation must have
     * @param sources topics
     * @param decoders of their values
     * @param validator says what is wrong with a segment, if anything
     */
    public EventReader(
            String fleet,
            int observationSize,
            Sources sources,
            Decoders decoders,
            Function<TransitionSegment, Optional<String>> validator) {
        this.fleet = fleet;
        this.observationSize = observationSize;
        this.sources = sources;
        this.decoders = decoders;
        this.validator = validator;
    }

    /**
     * The event of a record.
     *
     * @return nothing for other fleets and deleted values
     * @throws RuntimeException saying why the record cannot be used
     */
    public Optional<LogEvent> read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        String topic = record.topic();
        if (topic.equals(sources.transitions())) {
            return segment(decoders.segments().apply(value), record);
        }
        if (topic.equals(sources.episodes())) {
            EpisodeSummary episode = decoders.episodes().apply(value);
            return ours(episode.getFleet(), new LogEvent.EpisodeEnded(episode));
        }
        if (topic.equals(sources.decisions())) {
            FinetuneDecision decision = decoders.decisions().apply(value);
            return ours(decision.getFleet(), new LogEvent.Decided(decision));
        }
        Command command = decoders.commands().apply(value);
        return ours(command.getFleet(), new LogEvent.Commanded(checked(command)));
    }

    private Optional<LogEvent> segment(TransitionSegment segment, ConsumerRecord<byte[], byte[]> record) {
        Optional<String> fault = validator.apply(segment);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        int size = segment.getObservations().getShape().get(1);
        if (size != observationSize) {
            throw new IllegalArgumentException(
                    "observations have " + size + " floats, the model takes " + observationSize);
        }
        return ours(segment.getFleet(), new LogEvent.SegmentArrived(segment, record.partition(), record.offset()));
    }

    private static Command checked(Command command) {
        if (command.getKind() == CommandKind.FORCE_COMPONENT) {
            componentOf(command);
        }
        return command;
    }

    /**
     * The component that a command forces.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static Component componentOf(Command command) {
        String name = command.getArguments().get("component");
        if (name == null) {
            throw new IllegalArgumentException("a forced component needs the argument component");
        }
        return Component.valueOf(name);
    }

    private Optional<LogEvent> ours(String owner, LogEvent event) {
        return owner.equals(fleet) ? Optional.of(event) : Optional.empty();
    }
}
