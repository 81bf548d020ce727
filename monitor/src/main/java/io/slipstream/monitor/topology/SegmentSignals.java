package io.slipstream.monitor.topology;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.runtime.signals.Extent;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.schemas.avro.TransitionSegment;

/** Takes the signals out of a segment. The ground truth is not looked at. */
final class SegmentSignals {

    private SegmentSignals() {}

    static StepSignals of(TransitionSegment segment) {
        return new StepSignals(
                segment.getLength(),
                Tensors.bytes(segment.getFlags()),
                Tensors.unsigned(segment.getActions()),
                Tensors.floats(segment.getRewards()),
                Tensors.floats(segment.getPredictedReward()),
                Tensors.floats(segment.getTvDynamics()),
                Tensors.bytes(segment.getLatentClasses()),
                Tensors.floats(segment.getResiduals()),
                Tensors.floats(segment.getNovelty()),
                Tensors.floats(segment.getValue()),
                extent(segment));
    }

    private static Extent extent(TransitionSegment segment) {
        return Extent.of(
                Tensors.floats(segment.getObservations()),
                segment.getLength(),
                segment.getObservations().getShape().get(1));
    }
}
