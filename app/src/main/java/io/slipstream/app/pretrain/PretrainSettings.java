package io.slipstream.app.pretrain;

import io.slipstream.learner.train.TrainingSettings;

/**
 * How a base model is trained. Everything is counted in steps and updates, so that a seed gives one model however fast
 * the machine is.
 *
 * @param task the task the model is graded on while it trains
 * @param preset sizes
 * @param seed of weights, worlds, drivers and sampling
 * @param updates gradient updates of the world model
 * @param modelUpdates the first of them, in which the policy does not dream yet
 * @param environments driven side by side
 * @param seedSteps steps of scripted driving before training
 * @param batch sequences per update
 * @param length steps per sequence
 * @param replayCapacity steps kept
 * @param narrowUpdates updates on the task alone, before other roads come in
 * @param otherRoads other roads, as many as copies of the task beside them
 * @param roundUpdates updates between evaluations; environments start afresh with every round
 * @param evaluationEpisodes episodes of each evaluation
 * @param finalLearningRate learning rates fall to this share of their start in the last third
 * @param training the update rules
 */
public record PretrainSettings(
        String task,
        String preset,
        long seed,
        int updates,
        int modelUpdates,
        int environments,
        int seedSteps,
        int batch,
        int length,
        int replayCapacity,
        int narrowUpdates,
        int otherRoads,
        int roundUpdates,
        int evaluationEpisodes,
        float finalLearningRate,
        TrainingSettings training) {

    /** The settings that made the shipped model. */
    public static PretrainSettings defaults(String task, String preset, long seed) {
        return new PretrainSettings(
                task,
                preset,
                seed,
                12_000,
                1_000,
                64,
                96_000,
                16,
                32,
                400_000,
                4_000,
                48,
                1_000,
                500,
                0.1f,
                TrainingSettings.pretraining());
    }

    /** The same with another number of updates, phases in proportion. */
    public PretrainSettings withUpdates(int count) {
        return new PretrainSettings(
                task,
                preset,
                seed,
                count,
                Math.min(modelUpdates, count / 4),
                environments,
                seedSteps,
                batch,
                length,
                replayCapacity,
                (int) ((long) narrowUpdates * count / updates),
                otherRoads,
                Math.min(roundUpdates, Math.max(1, count / 2)),
                evaluationEpisodes,
                finalLearningRate,
                training);
    }

    /** Whether learning rates have begun to fall: only then is a model a candidate for the best. */
    boolean settling(int update) {
        return 3L * update > 2L * updates;
    }

    /** Share of the learning rates after so many updates: rising over the first hundred, falling in the last third. */
    float rate(int update) {
        float left = 3f * (updates - update) / updates;
        float falling = finalLearningRate + (1 - finalLearningRate) * left;
        return Math.min(Math.min(1f, falling), update / 100f);
    }
}
