package io.slipstream.monitor.topology;

import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.List;
import java.util.Optional;

/** How the records that the monitor reads and writes travel, and what a usable segment is. */
public record WireFormat(
        RecordCodec<TransitionSegment> segments,
        RecordCodec<EpisodeSummary> episodes,
        RecordCodec<ModelVersion> versions,
        RecordCodec<MismatchReport> reports,
        RecordCodec<FinetuneDecision> decisions,
        RecordCodec<Command> commands,
        RecordCodec<Deployment> deployments,
        RecordCodec<DeadLetter> deadLetters) {

    /** Actions travel as bytes; how many there are is known once the window's model version is. */
    private static final int ANY_ACTION = 256;

    /**
     * Avro's single-object encoding.
     *
     * @param maxBytes longest record that is decoded
     */
    public static WireFormat avro(int maxBytes) {
        return new WireFormat(
                AvroCodec.of(TransitionSegment.class, maxBytes),
                AvroCodec.of(EpisodeSummary.class, maxBytes),
                AvroCodec.of(ModelVersion.class, maxBytes),
                AvroCodec.of(MismatchReport.class, maxBytes),
                AvroCodec.of(FinetuneDecision.class, maxBytes),
                AvroCodec.of(Command.class, maxBytes),
                AvroCodec.of(Deployment.class, maxBytes),
                AvroCodec.of(DeadLetter.class, maxBytes));
    }

    /** The same with manifests read otherwise, such as only those that a trusted key vouches for. */
    public WireFormat withVersions(RecordCodec<ModelVersion> other) {
        return new WireFormat(segments, episodes, other, reports, decisions, commands, deployments, deadLetters);
    }

    /** Why a segment cannot be used, empty when it can. The size of an observation does not matter here. */
    static Optional<String> problem(TransitionSegment segment) {
        List<Integer> shape = segment.getObservations().getShape();
        int observationSize = shape.isEmpty() ? 0 : shape.get(shape.size() - 1);
        return new SegmentValidator(observationSize, ANY_ACTION).problem(segment);
    }
}
