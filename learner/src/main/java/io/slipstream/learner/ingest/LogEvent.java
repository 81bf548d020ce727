package io.slipstream.learner.ingest;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.TransitionSegment;

/** What a learner hears from the log. */
public sealed interface LogEvent {
    /** A valid segment and where it came from. */
    record SegmentArrived(TransitionSegment segment, int partition, long offset) implements LogEvent {}

    /** An episode has ended. */
    record EpisodeEnded(EpisodeSummary episode) implements LogEvent {}

    /** The monitor has decided. */
    record Decided(FinetuneDecision decision) implements LogEvent {}

    /** Somebody asks for something. */
    record Commanded(Command command) implements LogEvent {}
}
