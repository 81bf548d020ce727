package io.slipstream.actor.publish;

import io.slipstream.actor.rollout.EpisodeSink;
import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.actor.rollout.SegmentSink;
import io.slipstream.schemas.Keys;

/** Publishes segments and episodes as they come, on the rollout's thread; encoding is a few microseconds. */
public final class SegmentPublisher implements SegmentSink, EpisodeSink {
    private final ActorIdentity identity;
    private final SegmentRecords records;
    private final Outbox outbox;
    private final String transitionsTopic;
    private final String episodesTopic;

    /**
     * @param identity whose records these are
     * @param records turns them into records
     * @param outbox sends them; not closed here
     * @param transitionsTopic topic of segments
     * @param episodesTopic topic of episodes
     */
    public SegmentPublisher(
            ActorIdentity identity,
            SegmentRecords records,
            Outbox outbox,
            String transitionsTopic,
            String episodesTopic) {
        this.identity = identity;
        this.records = records;
        this.outbox = outbox;
        this.transitionsTopic = transitionsTopic;
        this.episodesTopic = episodesTopic;
    }

    @Override
    public void segment(Segment segment) {
        outbox.send(transitionsTopic, key(segment.environment()), records.segment(segment));
    }

    @Override
    public void episode(FinishedEpisode episode) {
        outbox.send(episodesTopic, key(episode.environment()), records.episode(episode));
    }

    private String key(int environment) {
        return Keys.environment(identity.fleet(), identity.actor(), environment);
    }
}
