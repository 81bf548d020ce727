package io.slipstream.app.pretrain;

import io.slipstream.actor.rollout.Segment;
import io.slipstream.actor.rollout.SegmentSink;
import io.slipstream.learner.replay.ReplayWindow;

/** Hands a rollout's segments straight to a replay window: the way without a log in between. */
final class ReplayFeed implements SegmentSink {
    private final ReplayWindow replay;
    private final String prefix;

    ReplayFeed(ReplayWindow replay, String prefix) {
        this.replay = replay;
        this.prefix = prefix;
    }

    @Override
    public void segment(Segment segment) {
        replay.append(
                prefix + segment.environment(),
                segment.length(),
                segment.observations(),
                segment.actions(),
                segment.rewards(),
                segment.flags());
    }
}
