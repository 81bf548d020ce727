package io.slipstream.bench.speed;

import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.schemas.avro.TransitionSegment;

/** Turns segments into bytes, or bytes into checked segments; counts environment steps. */
final class CodecWork {
    private final Driving driving;
    private final SegmentRecords records = Driving.recorder();
    private final AvroCodec<TransitionSegment> codec = AvroCodec.of(TransitionSegment.class);
    private final SegmentValidator validator;

    CodecWork(Driving driving) {
        this.driving = driving;
        validator = new SegmentValidator(
                driving.model().base().spec().observationSize(),
                driving.model().base().spec().actions());
    }

    /** Arrays of a rollout to bytes of the log. */
    double encode() {
        long bytes = 0;
        for (Segment segment : driving.segments()) {
            bytes += codec.encode(records.segment(segment)).length;
        }
        return bytes == 0 ? 0 : driving.steps();
    }

    /** Bytes of the log to a record, and every number in it looked at. */
    double decode() {
        for (byte[] record : driving.records()) {
            validator.problem(codec.decode(record)).ifPresent(problem -> {
                throw new IllegalStateException(problem);
            });
        }
        return driving.steps();
    }
}
