package io.slipstream.app.statistics;

import io.slipstream.actor.rollout.Segment;
import io.slipstream.runtime.signals.Extent;
import io.slipstream.runtime.signals.StepSignals;

/** Takes the signals out of a segment that was driven in this process: what the monitor reads from the log. */
public final class SegmentSignals {
    private SegmentSignals() {}

    /**
     * The signals of a segment.
     *
     * @param observationSize D, features of an observation
     */
    public static StepSignals of(Segment segment, int observationSize) {
        return new StepSignals(
                segment.length(),
                segment.flags(),
                segment.actions(),
                segment.rewards(),
                segment.predictedReward(),
                segment.tvDynamics(),
                segment.latentClasses(),
                segment.residuals(),
                segment.novelty(),
                segment.value(),
                Extent.of(segment.observations(), segment.length(), observationSize));
    }
}
