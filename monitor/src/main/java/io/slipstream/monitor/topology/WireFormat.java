package io.slipstream.monitor.topology;

import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.Optional;
import java.util.function.Function;

/**
 * How records are read and written, and what a usable segment is. Reading throws a {@link RuntimeException} when bytes are no such record.
 *
 * @param validate why a segment cannot be used, empty when it can
 */
public record WireFormat(
        Function<byte[], TransitionSegment> segments,
        Function<byte[], EpisodeSummary> episodes,
        Function<byte[], ModelVersion> versions,
        Function<MismatchReport, byte[]> reports,
        Function<FinetuneDecision, byte[]> decisions,
        Function<DeadLetter, byte[]> deadLetters,
        Function<TransitionSegment, Optional<String>> validate) {}
