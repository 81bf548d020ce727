package io.slipstream.app.pretrain;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.acting.ActingSession;
import java.util.HashMap;
import java.util.Map;

/**
 * Updates of the policy between two evaluations; after each one it drives one tick in all environments. A round begins with
 * fresh environments, so that training can go on from its border.
 */
final class PolicyRound {
    private static final int SEGMENT = 32;
    private static final int RECENT = 500;

    private final PretrainSettings settings;
    private final Trainer trainer;
    private final ReplayWindow replay;
    private final SamplerRandom sampler;
    private final PretrainProgress progress;
    private int recentEpisodes;
    private double recentSuccess;

    PolicyRound(
            PretrainSettings settings,
            Trainer trainer,
            ReplayWindow replay,
            SamplerRandom sampler,
            PretrainProgress progress) {
        this.settings = settings;
        this.trainer = trainer;
        this.replay = replay;
        this.sampler = sampler;
        this.progress = progress;
    }

    /**
     * Goes from one update to another.
     *
     * @param ground where to drive
     */
    void run(int done, int until, TrainingGround ground) {
        long seed = settings.seed() * 1_000_003 + done;
        long started = System.nanoTime();
        try (ActingSession session = new ActingSession(trainer.base(), settings.environments(), seed)) {
            Rollout rollout = new Rollout(
                    ground.forPolicy(settings.environments(), seed + 1),
                    session,
                    trainer.base().spec(),
                    SEGMENT,
                    segment -> keep(segment, done),
                    this::count);
            for (int update = done + 1; update <= until; update++) {
                Map<String, Double> losses = update(update);
                // At segment borders, so that a segment is driven by one version.
                if (rollout.atBorder()) {
                    rollout.swap(update, trainer.base());
                }
                rollout.tick();
                if (update % PretrainProgress.EVERY == 0) {
                    double perSecond = (update - done) * 1e9 / (System.nanoTime() - started);
                    progress.updated(update, settings.updates(), perSecond, losses, recentSuccess);
                }
            }
        }
    }

    private Map<String, Double> update(int update) {
        trainer.learningRate(settings.rate(update));
        SequenceBatch batch = replay.sample(settings.batch(), settings.length(), sampler);
        Map<String, Double> losses = new HashMap<>(trainer.updateCritic(batch));
        if (update > settings.modelUpdates() + settings.criticUpdates()) {
            losses.putAll(trainer.updatePolicy(batch));
        }
        return losses;
    }

    private void keep(Segment segment, int round) {
        replay.append(
                "policy" + round + "-" + segment.environment(),
                segment.length(),
                segment.observations(),
                segment.actions(),
                segment.rewards(),
                segment.flags());
    }

    private void count(FinishedEpisode episode) {
        double reached = episode.report().success() ? 1 : 0;
        recentEpisodes = Math.min(RECENT, recentEpisodes + 1);
        recentSuccess += (reached - recentSuccess) / recentEpisodes;
    }
}
