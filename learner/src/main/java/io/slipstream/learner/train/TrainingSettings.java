package io.slipstream.learner.train;

/**
 * How a model is trained. Defaults are the settings with which pretraining on RTM03 worked (docs/results).
 *
 * @param rates learning rates
 * @param gradientNorm gradients are clipped to this global norm
 * @param reconstructionWeight weight of the squared error summed over the observation's features; below 1 the KL
 *     outweighs it
 * @param outcomeWeight weight of reward and continuation; rare outcomes such as collisions are lost on the encoder when
 *     the reconstruction outweighs them
 * @param dynamicsWeight KL balance: how strongly the prior follows the posterior
 * @param representationWeight KL balance: how strongly the posterior follows the prior
 * @param freeNats KL below this costs nothing
 * @param horizon imagined steps
 * @param imaginedStates states imagination starts from, per update
 * @param discount gamma per step
 * @param lambda of the lambda-return
 * @param entropy weight of the policy's entropy
 * @param anchor weight of the KL divergence from the base's policy; low-rank updates stay near it, where the data is
 * @param slowCriticRate share by which the slow critic follows at each update
 * @param rank rank of the adapters; 0 trains all weights
 * @param alpha adapters count alpha / rank
 */
public record TrainingSettings(
        LearningRates rates,
        float gradientNorm,
        float reconstructionWeight,
        float outcomeWeight,
        float dynamicsWeight,
        float representationWeight,
        float freeNats,
        int horizon,
        int imaginedStates,
        float discount,
        float lambda,
        float entropy,
        float anchor,
        float slowCriticRate,
        int rank,
        float alpha) {

    private static final float ANCHOR = 0.003f;

    /** Pretraining: all weights move. */
    public static TrainingSettings pretraining() {
        return new TrainingSettings(
                new LearningRates(1e-3f, 3e-4f, 3e-4f),
                1000f,
                100f,
                30f,
                0.5f,
                0.1f,
                1f,
                12,
                256,
                0.997f,
                0.95f,
                3e-4f,
                0f,
                0.02f,
                0,
                1f);
    }

    /** Finetuning of all weights: all but the rates as in pretraining. */
    public static TrainingSettings full(LearningRates rates) {
        return finetuning(rates, 0f, 0, 1f);
    }

    /** Finetuning: low-rank adapters of that rank move, the base stays; all else as in pretraining. */
    public static TrainingSettings lowRank(int rank, LearningRates rates) {
        return finetuning(rates, ANCHOR, rank, rank);
    }

    private static TrainingSettings finetuning(LearningRates rates, float anchor, int rank, float alpha) {
        TrainingSettings same = pretraining();
        return new TrainingSettings(
                rates,
                same.gradientNorm,
                same.reconstructionWeight,
                same.outcomeWeight,
                same.dynamicsWeight,
                same.representationWeight,
                same.freeNats,
                same.horizon,
                same.imaginedStates,
                same.discount,
                same.lambda,
                same.entropy,
                anchor,
                same.slowCriticRate,
                rank,
                alpha);
    }

    /** Whether only adapters move. */
    public boolean lowRank() {
        return rank > 0;
    }
}
