package io.slipstream.app.pretrain;

import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelWeights;
import java.util.List;

/**
 * Pretraining: the world model learns from what scripted drivers did on many roads; then it stands still and the policy, which drives one
 * tick in all environments at every update, learns inside it. The best of regular evaluations on fresh episodes is kept. All on one
 * thread: a seed gives one model, also when training was killed and goes on from its checkpoint.
 */
public final class Pretraining {
    private final PretrainSettings settings;
    private final PretrainCheckpoint checkpoint;
    private final PretrainProgress progress;
    private final PretrainRoads roads;
    private final ReplayWindow own;
    private final SamplerRandom sampler;
    private final int observationSize;

    /**
     * Prepares.
     *
     * @param checkpoint where to go on from, if there is anything, and where to leave what is needed for that
     */
    public Pretraining(PretrainSettings settings, PretrainCheckpoint checkpoint, PretrainProgress progress) {
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.roads = new PretrainRoads(settings);
        this.observationSize = DrivingSpec.of(settings.preset()).observationSize();
        this.own = new ReplayWindow(observationSize, settings.replayCapacity());
        this.sampler = new SamplerRandom(settings.seed());
    }

    /** Trains and returns the best weights seen. */
    public ModelWeights run() {
        ModelWeights fresh = ModelWeights.initial(DrivingSpec.of(settings.preset()), settings.seed());
        try (Trainer trainer = new Trainer(fresh, List.of(), settings.training(), settings.seed())) {
            PretrainState state =
                    checkpoint.load(settings, trainer, sampler, own).orElse(PretrainState.start(fresh));
            state = worldModel(state, trainer);
            state = policy(state, trainer);
            checkpoint.delete();
            return state.best();
        }
    }

    private PretrainState worldModel(PretrainState begin, Trainer trainer) {
        PretrainState state = begin;
        if (state.update() < settings.modelUpdates()) {
            ModelRound round = new ModelRound(settings, trainer, scripted(), sampler, progress);
            while (state.update() < settings.modelUpdates()) {
                long started = System.nanoTime();
                int until = Math.min(settings.modelUpdates(), state.update() + settings.roundUpdates());
                round.run(state.update(), until);
                state = state.at(until, seconds(state, started));
                checkpoint.save(settings, state, trainer, sampler, own);
            }
        }
        return state;
    }

    /** What scripted drivers did; driven again, not kept, when training goes on. */
    private ReplayWindow scripted() {
        progress.driving(settings.scriptedSteps());
        ReplayWindow window = new ReplayWindow(observationSize, settings.scriptedSteps() + settings.length());
        return new SeedDriving(window, observationSize, roads.forWorldModel())
                .fill(settings.scriptedSteps(), settings.seed() * 31);
    }

    private PretrainState policy(PretrainState begin, Trainer trainer) {
        PretrainState state = begin;
        if (own.appended() == 0) {
            new SeedDriving(own, observationSize, roads.task()).fill(settings.taskSteps(), settings.seed() * 37);
        }
        PolicyRound round = new PolicyRound(settings, trainer, own, sampler, progress);
        while (state.update() < settings.updates()) {
            long started = System.nanoTime();
            int until = Math.min(settings.updates(), state.update() + settings.roundUpdates());
            round.run(state.update(), until, roads.forPolicy());
            state = evaluated(state, until, started, trainer.base());
            checkpoint.save(settings, state, trainer, sampler, own);
        }
        return state;
    }

    private static double seconds(PretrainState state, long started) {
        return state.seconds() + (System.nanoTime() - started) / 1e9;
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
                own.appended(),
                seconds(state, started),
                summary.success().value(),
                summary.timeOut().value(),
                summary.episodeReturn().value());
        PretrainState next = state.after(point, weights, settings.settling(update));
        progress.evaluated(next.curve(), next.best() == weights, weights);
        return next;
    }
}
