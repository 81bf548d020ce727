package io.slipstream.app.pretrain;

import io.slipstream.actor.rollout.Rollout;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.task.PretrainingTasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pretraining: scripted drivers seed the replay window, then the policy drives one tick in all environments at every
 * update. First it imitates the expert's advice while the world model learns, then the critic learns what that policy
 * earns, then the policy dreams. The best of regular evaluations on fresh episodes is kept. All on one thread: a seed
 * gives one model.
 */
public final class Pretraining {
    private static final int REPORT_EVERY = 100;
    private static final int SEGMENT = 32;

    private final PretrainSettings settings;
    private final PretrainProgress progress;
    private final List<CurvePoint> curve = new ArrayList<>();
    private final long started = System.nanoTime();
    private ModelWeights best;
    private double bestScore = Double.NEGATIVE_INFINITY;
    private int recentEpisodes;
    private double recentSuccess;

    /** Prepares fresh weights. */
    public Pretraining(PretrainSettings settings, PretrainProgress progress) {
        this.settings = settings;
        this.progress = progress;
        this.best = ModelWeights.initial(DrivingSpec.of(settings.preset()), settings.seed());
    }

    /** Trains and returns the best weights seen. */
    public ModelWeights run() {
        ModelSpec spec = best.spec();
        List<Scenario> pool = pool();
        ReplayWindow replay = new ReplayWindow(spec.observationSize(), settings.replayCapacity());
        new SeedDriving(settings, pool).fill(replay, spec.observationSize());
        VectorEnvironment environment = new VectorEnvironment(pool, settings.environments(), settings.seed() + 2);
        AdvisedDriving driving = new AdvisedDriving(replay, environment, SEGMENT);
        SamplerRandom sampler = new SamplerRandom(settings.seed());
        try (Trainer trainer = new Trainer(best, List.of(), settings.training(), settings.seed());
                ActingSession session = new ActingSession(best, settings.environments(), settings.seed() + 1)) {
            Rollout rollout = new Rollout(
                    environment, session, spec, SEGMENT, driving::segment, episode -> count(episode.metrics()));
            for (int i = 0; i < settings.posteriorUpdates(); i++) {
                trainer.updatePosterior(replay.sample(4 * settings.batch(), settings.length() / 2, sampler));
            }
            for (int update = 1; update <= settings.updates(); update++) {
                SequenceBatch batch = replay.sample(settings.batch(), settings.length(), sampler);
                Map<String, Double> losses = update(trainer, batch, update);
                // At segment borders, so that a segment is driven by one version.
                if (rollout.atBorder()) {
                    rollout.swap(update, trainer.base());
                }
                driving.tick(rollout);
                report(update, losses, rollout, trainer);
            }
        }
        return best;
    }

    /** Roads of all kinds, and as many times again the task itself. */
    private List<Scenario> pool() {
        List<Scenario> pool = new ArrayList<>(
                PretrainingTasks.broad(settings.seed(), settings.poolSize(), RewardSettings.defaults()));
        pool.addAll(Collections.nCopies(settings.poolSize(), Scenarios.of(settings.task(), "C0")));
        return pool;
    }

    private Map<String, Double> update(Trainer trainer, SequenceBatch batch, int update) {
        trainer.learningRate(rate(update));
        Map<String, Double> losses = new HashMap<>(trainer.updateWorldModel(batch));
        float imitation = imitation(update);
        if (imitation > 0) {
            losses.putAll(trainer.imitate(batch, Advice.of(batch), imitation));
        }
        if (update > settings.imitateUpdates() + settings.criticUpdates()) {
            losses.putAll(trainer.updatePolicy(batch));
        } else if (update > settings.imitateUpdates()) {
            losses.putAll(trainer.updateCritic(batch));
        }
        return losses;
    }

    /** Whole until the policy dreams; then a tenth, which fades out. */
    private float imitation(int update) {
        if (update <= settings.imitateUpdates() + settings.criticUpdates()) {
            return 1f;
        }
        return 0.1f * Math.max(0f, 1f - 1.2f * update / settings.updates());
    }

    /** Full rate for two thirds, then falling linearly. */
    private float rate(int update) {
        float left = 3f * (settings.updates() - update) / settings.updates();
        return Math.min(1f, settings.finalLearningRate() + (1 - settings.finalLearningRate()) * left);
    }

    private void count(EpisodeMetrics metrics) {
        double reached = metrics.outcome() == Outcome.DESTINATION ? 1 : 0;
        recentEpisodes = Math.min(500, recentEpisodes + 1);
        recentSuccess += (reached - recentSuccess) / recentEpisodes;
    }

    private void report(int update, Map<String, Double> losses, Rollout rollout, Trainer trainer) {
        if (update % REPORT_EVERY == 0) {
            progress.updated(update, settings.updates(), update / seconds(), losses, recentSuccess);
        }
        if (update % settings.evaluateEvery() == 0 || update == settings.updates()) {
            evaluate(update, rollout.steps(), trainer.base());
        }
    }

    private void evaluate(int update, long steps, ModelWeights weights) {
        Scenario scenario = Scenarios.of(settings.task(), "C0");
        List<EpisodeMetrics> ended = PolicyTrial.run(
                weights, List.of(scenario), settings.evaluationEpisodes(), settings.seed() * 7919 + update);
        CurvePoint point = new CurvePoint(
                update,
                steps,
                seconds(),
                PolicyTrial.share(ended, Outcome.DESTINATION),
                PolicyTrial.share(ended, Outcome.TIME_OUT),
                ended.stream()
                        .mapToDouble(EpisodeMetrics::episodeReturn)
                        .average()
                        .orElse(0));
        curve.add(point);
        // A model whose critic has learned nothing is no start for finetuning, however well it drives.
        boolean whole = update > settings.imitateUpdates() + settings.criticUpdates();
        boolean better = whole && point.success() >= bestScore;
        if (better) {
            bestScore = point.success();
            best = weights;
        }
        progress.evaluated(List.copyOf(curve), better, weights);
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
