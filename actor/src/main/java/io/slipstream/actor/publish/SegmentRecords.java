package io.slipstream.actor.publish;

import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.domain.EpisodeFields;
import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.actor.rollout.Shadow;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.ShadowScore;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a rollout hands over into records of the log. */
public final class SegmentRecords {
    private final ActorIdentity identity;
    private final Clock clock;
    private final EpisodeFields fields;
    private final Function<Conditions, @Nullable GroundTruth> truth;

    /**
     * @param identity whose records these are
     * @param clock wall clock of the records
     * @param domain knows the ground truth of conditions, and what an episode's fields mean
     */
    public SegmentRecords(ActorIdentity identity, Clock clock, Domain domain) {
        this(identity, clock, domain, domain::truth);
    }

    private SegmentRecords(
            ActorIdentity identity,
            Clock clock,
            EpisodeFields fields,
            Function<Conditions, @Nullable GroundTruth> truth) {
        this.identity = identity;
        this.clock = clock;
        this.fields = fields;
        this.truth = truth;
    }

    /** Records without the ground truth, where nobody grades by it. */
    public static SegmentRecords ungraded(ActorIdentity identity, Clock clock, EpisodeFields fields) {
        return new SegmentRecords(identity, clock, fields, conditions -> null);
    }

    /** A segment as a record. */
    public TransitionSegment segment(Segment segment) {
        int t = segment.length();
        int size = segment.observations().length / (t + 1);
        int groups = segment.latentClasses().length / t;
        int features = segment.residuals().length / t;
        return TransitionSegment.newBuilder()
                .setFleet(identity.fleet())
                .setActor(identity.actor())
                .setEnvironment(segment.environment())
                .setEpoch(identity.epoch())
                .setSequence(segment.sequence())
                .setEpisode(segment.episode())
                .setFirstStep(segment.firstStep())
                .setTask(segment.conditions().task())
                .setModelVersion(segment.modelVersion())
                .setLength(t)
                .setObservations(Tensors.floats(segment.observations(), t + 1, size))
                .setRewards(Tensors.floats(segment.rewards(), t + 1))
                .setFlags(Tensors.bytes(segment.flags(), t + 1))
                .setActions(Tensors.bytes(narrow(segment.actions()), t))
                .setLogProbability(Tensors.floats(segment.logProbability(), t))
                .setTvDynamics(Tensors.floats(segment.tvDynamics(), t))
                .setPredictedReward(Tensors.floats(segment.predictedReward(), t))
                .setValue(Tensors.floats(segment.value(), t))
                .setLatentClasses(Tensors.bytes(segment.latentClasses(), t, groups))
                .setResiduals(Tensors.floats(segment.residuals(), t, features))
                .setNovelty(Tensors.floats(segment.novelty(), t, features))
                .setCreatedAt(clock.instant())
                .setGroundTruth(truth.apply(segment.conditions()))
                .build();
    }

    /** A finished episode as a record. */
    public EpisodeSummary episode(FinishedEpisode episode) {
        EpisodeReport report = episode.report();
        EpisodeSummary.Builder summary = EpisodeSummary.newBuilder()
                .setFleet(identity.fleet())
                .setActor(identity.actor())
                .setEnvironment(episode.environment())
                .setEpoch(identity.epoch())
                .setEpisode(episode.episode())
                .setEndStep(episode.endStep())
                .setTask(report.conditions().task())
                .setModelVersion(episode.modelVersion())
                .setSteps(report.steps())
                .setReturn$(report.episodeReturn())
                .setCreatedAt(clock.instant())
                .setGroundTruth(truth.apply(report.conditions()))
                .setTrial(episode.trial() == 0 ? null : episode.trial())
                .setShadow(episode.shadow().map(SegmentRecords::score).orElse(null));
        fields.fill(report, summary);
        return summary.build();
    }

    private static ShadowScore score(Shadow shadow) {
        return new ShadowScore(
                shadow.candidate(),
                shadow.steps(),
                shadow.agreement(),
                shadow.rewardError(),
                shadow.actingRewardError(),
                shadow.tvDynamics(),
                shadow.actingTvDynamics());
    }

    private static byte[] narrow(int[] actions) {
        byte[] narrow = new byte[actions.length];
        for (int i = 0; i < actions.length; i++) {
            narrow[i] = (byte) actions[i];
        }
        return narrow;
    }
}
