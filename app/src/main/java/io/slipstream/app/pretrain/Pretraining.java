package io.slipstream.app.pretrain;

import io.slipstream.app.evaluate.PlainEvaluation;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import java.util.List;

/**
 * Pretraining: the world model learns what a contact looks like, then all else from what scripted drivers did on many roads; then it stands still and the policy, which drives one
 * tick in all environments at every update, learns inside it. The best of regular evaluations on fresh episodes is kept. All on one
 * thread: a seed gives one model, also when training was killed and goes on from its checkpoint.
 */
public final class Pretraining {
    private final PretrainSettings settings;
    private final PretrainCheckpoint checkpoint;
    private final PretrainProgress progress;
    private final TrainingGround ground;
    private final ModelSpec spec;
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
        this.ground = settings.open();
        this.spec = FittingSpec.of(settings.preset(), ground.spaces());
        this.observationSize = spec.observationSize();
        this.own = new ReplayWindow(observationSize, settings.replayCapacity());
        this.sampler = new SamplerRandom(settings.seed());
    }

    /** Trains and returns the best weights seen. */
    public ModelWeights run() {
        ModelWeights fresh = ModelWeights.initial(spec, settings.seed());
        try (Trainer trainer = new Trainer(fresh, List.of(), settings.training(), settings.seed())) {
            PretrainState state =
                    checkpoint.load(settings, spec, trainer, sampler, own).orElse(PretrainState.start(fresh));
            if (state.update() == 0) {
                new ContactRound(settings, trainer, progress).run(ground);
                trainer.begin(Network.WORLD_MODEL);
            }
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
        ground.seedWorldModel(window, settings.scriptedSteps(), settings.seed() * 31);
        return window;
    }

    private PretrainState policy(PretrainState begin, Trainer trainer) {
        PretrainState state = begin;
        if (own.appended() == 0) {
            ground.seedPolicy(own, settings.taskSteps(), settings.seed() * 37);
        }
        PolicyRound round = new PolicyRound(settings, trainer, own, sampler, progress);
        while (state.update() < settings.updates()) {
            long started = System.nanoTime();
            int until = Math.min(settings.updates(), state.update() + settings.roundUpdates());
            round.run(state.update(), until, ground);
            state = evaluated(state, until, started, trainer.base());
            checkpoint.save(settings, state, trainer, sampler, own);
        }
        return state;
    }

    private static double seconds(PretrainState state, long started) {
        return state.seconds() + (System.nanoTime() - started) / 1e9;
    }

    private PretrainState evaluated(PretrainState state, int update, long started, ModelWeights weights) {
        PlainEvaluation.Summary summary;
        try (Environment environment = ground.under(Conditions.NOMINAL, evaluated(), settings.seed() * 7919 + update)) {
            summary = new PlainEvaluation(environment, settings.evaluationEpisodes())
                    .model(weights, settings.seed() + update, false);
        }
        CurvePoint point = new CurvePoint(
                update,
                own.appended(),
                seconds(state, started),
                summary.success().value(),
                summary.truncated().value(),
                summary.episodeReturn().value());
        PretrainState next = state.after(point, weights, settings.settling(update));
        progress.evaluated(next.curve(), next.best() == weights, weights);
        return next;
    }

    private int evaluated() {
        return Math.min(settings.environments(), settings.evaluationEpisodes());
    }
}
