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
 * @param anchor weight of the KL divergence from the base's policy. At .003 a policy stays where it is on a road that
 *     it cannot drive (docs/results/finetuning.md)
 * @param slowCriticRate share by which the slow critic follows at each update. With DreamerV3's .02 a policy stands still for hundreds of
 *     updates after the world became worse: it promises what used to be earned (docs/results/finetuning.md)
 * @param forms which numbers of each network move
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
        UpdateForms forms) {

    /** Pretraining: all weights move. */
    public static TrainingSettings pretraining() {
        return new TrainingSettings(
                new LearningRates(1e-3f, 1e-3f, 3e-3f),
                1000f,
                100f,
                30f,
                0.5f,
                0.1f,
                1f,
                12,
                256,
                0.997f,
                0.97f,
                3e-4f,
                0f,
                0.2f,
                UpdateForms.whole());
    }

    /** Finetuning: LoRA adapters of that rank move, the base stays; all else as in pretraining. */
    public static TrainingSettings lowRank(int rank, LearningRates rates) {
        return finetuning(UpdateForms.lowRank(rank), rates);
    }

    /** Finetuning with updates of these forms; all else as in pretraining. */
    public static TrainingSettings finetuning(UpdateForms forms, LearningRates rates) {
        TrainingSettings same = pretraining();
        return same.with(rates, same.anchor, forms);
    }

    /** The same with another anchor. */
    public TrainingSettings withAnchor(float weight) {
        return with(rates, weight, forms);
    }

    private TrainingSettings with(LearningRates otherRates, float otherAnchor, UpdateForms otherForms) {
        return new TrainingSettings(
                otherRates,
                gradientNorm,
                reconstructionWeight,
                outcomeWeight,
                dynamicsWeight,
                representationWeight,
                freeNats,
                horizon,
                imaginedStates,
                discount,
                lambda,
                entropy,
                otherAnchor,
                slowCriticRate,
                otherForms);
    }
}
