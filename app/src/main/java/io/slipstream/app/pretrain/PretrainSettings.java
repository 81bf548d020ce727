package io.slipstream.app.pretrain;

import io.slipstream.learner.train.TrainingSettings;

/**
 * How a base model is trained. Everything is counted in steps and updates, so that a seed gives one model however fast
 * the machine is.
 *
 * @param task the task the model is graded on while it trains
 * @param preset sizes
 * @param seed of weights, worlds, drivers and sampling
 * @param updates gradient updates of world model and policy
 * @param environments driven side by side
 * @param seedSteps steps of scripted driving before training
 * @param posteriorUpdates updates of the posterior alone, as an autoencoder, before everything else
 * @param imitateUpdates updates of the world model, in which the policy only imitates the expert, driving itself
 * @param criticUpdates updates after that, in which the critic learns what this policy earns, before the policy moves
 * @param batch sequences per update
 * @param length steps per sequence
 * @param replayCapacity steps kept
 * @param poolSize scenarios of the broad pool
 * @param evaluateEvery updates between evaluations
 * @param evaluationEpisodes episodes of each evaluation
 * @param finalLearningRate learning rates fall to this share of their start in the last third
 * @param training the update rules
 */
public record PretrainSettings(
        String task,
        String preset,
        long seed,
        int updates,
        int environments,
        int seedSteps,
        int posteriorUpdates,
        int imitateUpdates,
        int criticUpdates,
        int batch,
        int length,
        int replayCapacity,
        int poolSize,
        int evaluateEvery,
        int evaluationEpisodes,
        float finalLearningRate,
        TrainingSettings training) {

    /** The settings that made the shipped model. */
    public static PretrainSettings defaults(String task, String preset, long seed) {
        return new PretrainSettings(
                task,
                preset,
                seed,
                4_000,
                64,
                96_000,
                1_000,
                2_000,
                400,
                16,
                32,
                400_000,
                192,
                500,
                500,
                0.1f,
                TrainingSettings.pretraining());
    }

    /** The same with another number of updates. */
    public PretrainSettings withUpdates(int count) {
        return new PretrainSettings(
                task,
                preset,
                seed,
                count,
                environments,
                seedSteps,
                Math.min(posteriorUpdates, count / 4),
                Math.min(imitateUpdates, count / 2),
                Math.min(criticUpdates, count / 8),
                batch,
                length,
                replayCapacity,
                poolSize,
                Math.min(evaluateEvery, Math.max(1, count / 2)),
                evaluationEpisodes,
                finalLearningRate,
                training);
    }

    /** The same with other update rules. */
    public PretrainSettings withTraining(TrainingSettings rules) {
        return new PretrainSettings(
                task,
                preset,
                seed,
                updates,
                environments,
                seedSteps,
                posteriorUpdates,
                imitateUpdates,
                criticUpdates,
                batch,
                length,
                replayCapacity,
                poolSize,
                evaluateEvery,
                evaluationEpisodes,
                finalLearningRate,
                rules);
    }
}
