package io.slipstream.app.pretrain;

import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelWeights;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.PretrainingTasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pretraining: scripted drivers seed the replay window, then the policy drives one tick in all environments at every
 * update, first on its task alone, then on other roads as well. The best of regular evaluations on fresh episodes is
 * kept. All on one thread: a seed gives one model, also when training was killed and goes on from its checkpoint.
 */
public final class Pretraining {
    private final PretrainSettings settings;
    private final PretrainCheckpoint checkpoint;
    private final PretrainProgress progress;
    private final ReplayWindow replay;
    private final SamplerRandom sampler;

    /**
     * Prepares.
     *
     * @param checkpoint where to go on from, if there is anything, and where to leave what is needed for that
     */
    public Pretraining(PretrainSettings settings, PretrainCheckpoint checkpoint, PretrainProgress progress) {
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.replay = new ReplayWindow(DrivingSpec.of(settings.preset()).observationSize(), settings.replayCapacity());
        this.sampler = new SamplerRandom(settings.seed());
    }

    /** Trains and returns the best weights seen. */
    public ModelWeights run() {
        ModelWeights fresh = ModelWeights.initial(DrivingSpec.of(settings.preset()), settings.seed());
        try (Trainer trainer = new Trainer(fresh, List.of(), settings.training(), settings.seed())) {
            PretrainState state = begin(fresh, trainer);
            TrainingRound round = new TrainingRound(settings, trainer, replay, sampler, progress);
            while (state.update() < settings.updates()) {
                long started = System.nanoTime();
                int until = Math.min(settings.updates(), state.update() + settings.roundUpdates());
                round.run(state.update(), until, pool(state.update()));
                state = evaluated(state, until, started, trainer.base());
                checkpoint.save(settings, state, trainer, sampler, replay);
            }
            checkpoint.delete();
            return state.best();
        }
    }

    private PretrainState begin(ModelWeights fresh, Trainer trainer) {
        return checkpoint.load(settings, trainer, sampler, replay).orElseGet(() -> {
            new SeedDriving(settings, pool(0)).fill(replay, fresh.spec().observationSize());
            return PretrainState.start(fresh);
        });
    }

    /** The task alone; later as many other roads beside it. */
    private List<Scenario> pool(int update) {
        Scenario task = Scenarios.of(settings.task(), "C0");
        if (update < settings.narrowUpdates() || settings.otherRoads() == 0) {
            return List.of(task);
        }
        List<Scenario> pool = new ArrayList<>(
                PretrainingTasks.broad(settings.seed(), settings.otherRoads(), RewardSettings.defaults()));
        pool.addAll(Collections.nCopies(settings.otherRoads(), task));
        return pool;
    }

    private PretrainState evaluated(PretrainState state, int update, long started, ModelWeights weights) {
        Evaluation evaluation = new Evaluation(
                Scenarios.of(settings.task(), "C0"),
                settings.evaluationEpisodes(),
                settings.environments(),
                settings.seed() * 7919 + update);
        EvaluationSummary summary;
        try (Pilot pilot = new ModelPilot(weights, evaluation.environments(), settings.seed() + update, false)) {
            summary = EvaluationSummary.of(evaluation.scenario().task(), evaluation.run(pilot));
        }
        CurvePoint point = new CurvePoint(
                update,
                replay.appended(),
                state.seconds() + (System.nanoTime() - started) / 1e9,
                summary.success().value(),
                summary.timeOut().value(),
                summary.episodeReturn().value());
        PretrainState next = state.after(point, weights, settings.settling(update));
        progress.evaluated(next.curve(), next.best() == weights, weights);
        return next;
    }
}
