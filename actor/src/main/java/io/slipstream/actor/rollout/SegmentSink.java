package io.slipstream.actor.rollout;

/** Takes finished segments; called on the rollout's thread, in the order of environments, and may make it wait. */
@FunctionalInterface
public interface SegmentSink {
    /** Takes over a finished segment. */
    void segment(Segment segment);
}
