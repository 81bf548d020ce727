package io.slipstream.learner.train;

/**
 * How a model is trained. Defaults are the settings with which pretraining on RTM03 worked (docs/results).
 *
 * @param worldModelRate Adam learning rate of the world model
 * @param actorRate of the actor
 * @param criticRate of the critic
 * @param gradientNorm gradients are clipped to this global norm
 * @param reconstructionWeight weight of the squared error summed over the observation's features; below 1 the KL
 *     outweighs it
 * @param dynamicsWeight KL balance: how strongly the prior follows the posterior
 * @param representationWeight KL balance: how strongly the posterior follows the prior
 * @param freeNats KL below this costs nothing
 * @param horizon imagined steps
 * @param imaginedStates states imagination starts from, per update
 * @param discount gamma per step
 * @param lambda of the lambda-return
 * @param entropy weight of the policy's entropy
 * @param slowCriticRate share by which the slow critic follows at each update
 * @param rank rank of the adapters; 0 trains all weights
 * @param alpha adapters count alpha / rank
 */
public record TrainingSettings(
        float worldModelRate,
        float actorRate,
        float criticRate,
        float gradientNorm,
        float reconstructionWeight,
        float dynamicsWeight,
        float representationWeight,
        float freeNats,
        int horizon,
        int imaginedStates,
        float discount,
        float lambda,
        float entropy,
        float slowCriticRate,
        int rank,
        float alpha) {

    /** Pretraining: all weights move. */
    public static TrainingSettings pretraining() {
        return new TrainingSettings(
                5e-4f, 3e-4f, 3e-4f, 1000f, 100f, 0.5f, 0.1f, 1f, 12, 256, 0.997f, 0.95f, 3e-4f, 0.02f, 0, 1f);
    }

    /** Finetuning: low-rank adapters move, the base stays. */
    public static TrainingSettings lowRank(int rank) {
        return new TrainingSettings(
                1e-3f, 3e-4f, 1e-3f, 1000f, 100f, 0.5f, 0.1f, 1f, 12, 256, 0.997f, 0.95f, 3e-4f, 0.02f, rank, rank);
    }

    /** Whether only adapters move. */
    public boolean lowRank() {
        return rank > 0;
    }

    /** The same with other learning rates. */
    public TrainingSettings withRates(float world, float actor, float critic) {
        return new TrainingSettings(
                world,
                actor,
                critic,
                gradientNorm,
                reconstructionWeight,
                dynamicsWeight,
                representationWeight,
                freeNats,
                horizon,
                imaginedStates,
                discount,
                lambda,
                entropy,
                slowCriticRate,
                rank,
                alpha);
    }

    /** The same with another weight of the reconstruction. */
    public TrainingSettings withReconstruction(float weight) {
        return new TrainingSettings(
                worldModelRate,
                actorRate,
                criticRate,
                gradientNorm,
                weight,
                dynamicsWeight,
                representationWeight,
                freeNats,
                horizon,
                imaginedStates,
                discount,
                lambda,
                entropy,
                slowCriticRate,
                rank,
                alpha);
    }

    /** The same with another weight of the policy's entropy. */
    public TrainingSettings withEntropy(float weight) {
        return new TrainingSettings(
                worldModelRate,
                actorRate,
                criticRate,
                gradientNorm,
                reconstructionWeight,
                dynamicsWeight,
                representationWeight,
                freeNats,
                horizon,
                imaginedStates,
                discount,
                lambda,
                weight,
                slowCriticRate,
                rank,
                alpha);
    }
}
