package io.slipstream.learner.ingest;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
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

    private final String fleet;
    private final Function<TransitionSegment, Optional<String>> validator;

    /**
     * @param fleet the fleet to hear of
     * @param validator says what is wrong with a segment, if anything
     */
    public EventReader(String fleet, Function<TransitionSegment, Optional<String>> validator) {
        this.fleet = fleet;
        this.validator = validator;
    }

    /**
     * The event of a record.
     *
     * @return nothing for other fleets and deleted values
     * @throws IllegalArgumentException saying why the record cannot be used
     */
    public Optional<LogEvent> read(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        Decoded<SpecificRecord> value = record.value();
        if (value instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
            throw new IllegalArgumentException(unreadable.reason());
        }
        return value instanceof Decoded.Value<SpecificRecord> read ? event(read.record(), record) : Optional.empty();
    }

    private Optional<LogEvent> event(SpecificRecord read, ConsumerRecord<?, ?> record) {
        if (read instanceof TransitionSegment segment) {
            return segment(segment, record);
        }
        if (read instanceof EpisodeSummary episode) {
            return ours(episode.getFleet(), new LogEvent.EpisodeEnded(episode));
        }
        if (read instanceof FinetuneDecision decision) {
            return ours(decision.getFleet(), new LogEvent.Decided(decision));
        }
        if (read instanceof Command command) {
            return ours(command.getFleet(), new LogEvent.Commanded(checked(command)));
        }
        return Optional.empty();
    }

    private Optional<LogEvent> segment(TransitionSegment segment, ConsumerRecord<?, ?> record) {
        if (!segment.getFleet().equals(fleet)) {
            return Optional.empty();
        }
        Optional<String> fault = validator.apply(segment);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        return Optional.of(new LogEvent.SegmentArrived(segment, record.partition(), record.offset()));
    }

    private static Command checked(Command command) {
        switch (command.getKind()) {
            case FORCE_COMPONENT, FORBID_COMPONENT, ALLOW_COMPONENT -> componentOf(command);
            default -> {
                // The others name no component.
            }
        }
        return command;
    }

    /**
     * The component that a command forces, forbids or allows.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static Component componentOf(Command command) {
        String name = command.getArguments().get("component");
        if (name == null) {
            throw new IllegalArgumentException(command.getKind() + " needs the argument component");
        }
        return Component.valueOf(name);
    }

    private Optional<LogEvent> ours(String owner, LogEvent event) {
        return owner.equals(fleet) ? Optional.of(event) : Optional.empty();
    }
}
