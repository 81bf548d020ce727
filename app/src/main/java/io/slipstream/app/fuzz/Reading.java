package io.slipstream.app.fuzz;

import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Reads one topic's records as the services do: decodes, and validates what has a validator. */
public final class Reading {
    /** What becomes of a record. */
    public enum Fate {
        /** Its bytes are no record of the topic. */
        UNREADABLE,
        /** It is a record, and what it says makes no sense. */
        REFUSED,
        /** It is a record like any other. */
        READ,
        /** Reading it threw what no service expects. */
        ESCAPED
    }

    private final RecordCodec<? extends SpecificRecord> codec;
    private final SegmentValidator validator;

    Reading(Topic<?> topic, int observationSize, int actions, int maxBytes) {
        codec = AvroCodec.of(topic.valueType(), maxBytes);
        validator = new SegmentValidator(observationSize, actions);
    }

    Fate read(byte[] bytes) {
        try {
            SpecificRecord record = codec.decode(bytes);
            Optional<String> problem =
                    record instanceof TransitionSegment segment ? validator.problem(segment) : Optional.empty();
            return problem.isPresent() ? Fate.REFUSED : Fate.READ;
        } catch (UnreadableRecordException e) {
            return Fate.UNREADABLE;
        } catch (RuntimeException | Error e) {
            // An OutOfMemoryError too: what the harness looks for is exactly what nobody expects.
            return Fate.ESCAPED;
        }
    }
}
