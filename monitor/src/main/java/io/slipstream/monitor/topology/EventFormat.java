package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.TrialEpisode;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.ShadowScore;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads one kind of record as an event of a fleet; throws with the reason when it cannot be used. */
@FunctionalInterface
interface EventFormat {
    /** An event and the fleet it belongs to. */
    record Keyed(String fleet, FleetEvent event) {}

    Keyed read(byte @Nullable [] value, Source source);

    /** Transition segments. */
    static EventFormat segments(WireFormat wire) {
        return (value, source) -> {
            TransitionSegment segment = wire.segments().decode(required(value));
            WireFormat.problem(segment).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
            return new Keyed(
                    segment.getFleet(),
                    new SegmentEvent(
                            source,
                            segment.getActor() + "/" + segment.getEnvironment(),
                            segment.getTask(),
                            segment.getModelVersion(),
                            segment.getFirstStep(),
                            SegmentSignals.of(segment)));
        };
    }

    /** Episode summaries. */
    static EventFormat episodes(WireFormat wire) {
        return (value, source) -> {
            EpisodeSummary episode = wire.episodes().decode(required(value));
            if (!Double.isFinite(episode.getReturn$())) {
                throw new IllegalArgumentException("the return of the episode is not finite");
            }
            Double ttc = episode.getMeanTtc();
            return new Keyed(
                    episode.getFleet(),
                    new EpisodeEvent(
                            source,
                            episode.getActor() + "/" + episode.getEnvironment(),
                            episode.getTask(),
                            episode.getModelVersion(),
                            episode.getEndStep(),
                            episode.getReturn$(),
                            episode.getOutcome() == Outcome.DESTINATION,
                            ttc == null ? OptionalDouble.empty() : OptionalDouble.of(ttc),
                            episode.getTrial() == null ? 0 : episode.getTrial(),
                            shadow(episode.getShadow())));
        };
    }

    private static Optional<TrialEpisode.Shadow> shadow(@Nullable ShadowScore score) {
        return score == null
                ? Optional.empty()
                : Optional.of(new TrialEpisode.Shadow(
                        score.getAgreement(),
                        score.getRewardError(),
                        score.getActingRewardError(),
                        score.getTvDynamics(),
                        score.getActingTvDynamics()));
    }

    private static byte[] required(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        return value;
    }
}
