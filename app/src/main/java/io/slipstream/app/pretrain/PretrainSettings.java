package io.slipstream.app.pretrain;

import io.slipstream.learner.train.TrainingSettings;

/**
 * How a base model is trained: the world model alone, from what scripted drivers did on many roads, then the policy inside it. Everything
 * is counted in steps and updates, so that a seed gives one model however fast the machine is.
 *
 * @param ground domain of the task
 * @param task the task the policy is trained for and graded on
 * @param preset sizes
 * @param seed of weights, worlds, drivers and sampling
 * @param contactUpdates gradient updates of what recognises a contact, which come first
 * @param contactSteps steps of scripted driving to see contacts in
 * @param modelUpdates gradient updates of the world model
 * @param policyUpdates gradient updates of actor and critic, in which the world model stands still
 * @param criticUpdates the first of them, in which the critic alone learns, from recorded steps
 * @param environments the policy drives side by side
 * @param scriptedSteps steps of scripted driving for the world model
 * @param taskSteps steps of scripted driving on the task that the policy begins to dream from
 * @param batch sequences per update
 * @param length steps per sequence
 * @param replayCapacity steps kept of the policy's own driving
 * @param roads roads for the world model; the policy knows as many without traffic
 * @param roundUpdates updates between evaluations and checkpoints; environments start afresh with every round
 * @param evaluationEpisodes episodes of each evaluation
 * @param finalLearningRate learning rates fall to this share of their start in the last third of each part
 * @param training the update rules
 */
public record PretrainSettings(
        Ground ground,
        String task,
        String preset,
        long seed,
        int contactUpdates,
        int contactSteps,
        int modelUpdates,
        int policyUpdates,
        int criticUpdates,
        int environments,
        int scriptedSteps,
        int taskSteps,
        int batch,
        int length,
        int replayCapacity,
        int roads,
        int roundUpdates,
        int evaluationEpisodes,
        float finalLearningRate,
        TrainingSettings training) {

    /** The settings that made the shipped model. */
    public static PretrainSettings defaults(String task, String preset, long seed) {
        return new PretrainSettings(
                Ground.DRIVING,
                task,
                preset,
                seed,
                8_000,
                6_000_000,
                16_000,
                3_000,
                150,
                64,
                1_500_000,
                48_000,
                16,
                32,
                400_000,
                300,
                500,
                500,
                0.1f,
                TrainingSettings.pretraining());
    }

    /** What a small world needs: some minutes of two cores. */
    public static PretrainSettings classic(String task, String preset, long seed) {
        return new PretrainSettings(
                Ground.CLASSIC,
                task,
                preset,
                seed,
                0,
                0,
                2_000,
                2_000,
                150,
                64,
                200_000,
                48_000,
                16,
                32,
                400_000,
                1,
                500,
                300,
                0.1f,
                TrainingSettings.pretraining());
    }

    /** The world to train in. */
    TrainingGround open() {
        return switch (ground) {
            case DRIVING -> new RoadGround(task, roads, seed);
            case CLASSIC -> new ClassicGround(task);
        };
    }

    /** The same with another number of updates, all parts in proportion. */
    public PretrainSettings withUpdates(int count) {
        double share = (double) count / updates();
        int policy = Math.max(1, (int) (policyUpdates * share));
        return new PretrainSettings(
                ground,
                task,
                preset,
                seed,
                (int) (share * contactUpdates),
                (int) (Math.min(1, share) * contactSteps),
                Math.max(1, count - policy),
                policy,
                (int) Math.min(criticUpdates, policy / 4),
                environments,
                (int) Math.max(20_000, Math.min(1, share) * scriptedSteps),
                taskSteps,
                batch,
                length,
                replayCapacity,
                roads,
                Math.min(roundUpdates, Math.max(1, policy / 2)),
                evaluationEpisodes,
                finalLearningRate,
                training);
    }

    /** Updates of both parts. */
    public int updates() {
        return modelUpdates + policyUpdates;
    }

    /** Whether the policy's learning rates have begun to fall: only then is a model a candidate for the best. */
    boolean settling(int update) {
        return 3L * (update - modelUpdates) > 2L * policyUpdates;
    }

    /** Share of the learning rates after so many updates: in each part rising over the first hundred, falling in the last third. */
    float rate(int update) {
        return update <= modelUpdates ? rate(update, modelUpdates) : rate(update - modelUpdates, policyUpdates);
    }

    private float rate(int update, int of) {
        float left = 3f * (of - update) / of;
        float falling = finalLearningRate + (1 - finalLearningRate) * left;
        return Math.min(Math.min(1f, falling), update / 100f);
    }
}
