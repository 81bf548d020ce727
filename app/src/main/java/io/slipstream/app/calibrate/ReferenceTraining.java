package io.slipstream.app.calibrate;

import io.slipstream.app.pretrain.TrainingGround;
import io.slipstream.environment.Environment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.ReferenceFit;
import io.slipstream.model.ModelWeights;
import java.util.List;

/**
 * Fits the one-step references to broad driving: the model at home and on other roads, and scripted drivers there, all with nominal
 * dynamics. A reference that was fitted to what the model does at home alone extrapolates on a new road and takes it for other dynamics.
 */
final class ReferenceTraining {
    private static final int HOME_STEPS = 120_000;
    private static final int BROAD_STEPS = 240_000;
    private static final int SCRIPTED_STEPS = 120_000;
    private static final int BATCH = 128;
    private static final int LENGTH = 9;
    private static final float LOWEST_RATE = 0.02f;
    private static final int REPORTS = 10;

    private final ModelWeights weights;
    private final TrainingGround ground;
    private final int updates;
    private final long seed;
    private final CalibrationProgress progress;

    ReferenceTraining(
            ModelWeights weights, TrainingGround ground, int updates, long seed, CalibrationProgress progress) {
        this.weights = weights;
        this.ground = ground;
        this.updates = updates;
        this.seed = seed;
        this.progress = progress;
    }

    /** The weights with fitted references; those given when there are no updates to make. */
    ModelWeights run(List<String> home) {
        if (updates == 0) {
            return weights;
        }
        ReplayWindow replay = driven(home);
        SamplerRandom random = new SamplerRandom(seed);
        try (ReferenceFit fit = new ReferenceFit(weights)) {
            double likelihood = 0;
            for (int update = 0; update < updates; update++) {
                likelihood = fit.step(replay.sample(BATCH, LENGTH, random), rate(update));
                if ((update + 1) % Math.max(1, updates / REPORTS) == 0) {
                    progress.fitted(update + 1, updates, likelihood);
                }
            }
            return fit.weights();
        }
    }

    private ReplayWindow driven(List<String> home) {
        ReplayWindow replay =
                new ReplayWindow(weights.spec().observationSize(), HOME_STEPS + BROAD_STEPS + SCRIPTED_STEPS);
        FamiliarDriving driving = new FamiliarDriving(weights, replay);
        try (Environment environment = ground.under(home, FamiliarDriving.ENVIRONMENTS, seed + 1)) {
            driving.drive("home-", environment, HOME_STEPS, seed + 1);
        }
        try (Environment environment = ground.broad(FamiliarDriving.ENVIRONMENTS, seed + 2)) {
            driving.drive("road-", environment, BROAD_STEPS, seed + 2);
        }
        ground.seedReferences(replay, SCRIPTED_STEPS, seed + 3);
        return replay;
    }

    /** Falls along a cosine. */
    private float rate(int update) {
        double cosine = 0.5 * (1 + StrictMath.cos(Math.PI * update / updates));
        return (float) (LOWEST_RATE + (1 - LOWEST_RATE) * cosine);
    }
}
