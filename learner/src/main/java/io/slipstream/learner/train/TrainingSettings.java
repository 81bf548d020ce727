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
 * @param dream how actor and critic learn
 * @param grounding what a policy learns from beside its dreams
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
        DreamSettings dream,
        GroundingSettings grounding,
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
                DreamSettings.pretraining(),
                GroundingSettings.none(),
                UpdateForms.whole());
    }

    /** Finetuning: LoRA adapters of that rank move, the base stays. */
    public static TrainingSettings lowRank(int rank, LearningRates rates) {
        return finetuning(UpdateForms.lowRank(rank), rates);
    }

    /** Finetuning with updates of these forms; the world model as in pretraining. */
    public static TrainingSettings finetuning(UpdateForms forms, LearningRates rates) {
        return pretraining().with(rates, DreamSettings.finetuning(), GroundingSettings.finetuning(), forms);
    }

    /** The same with another anchor. */
    public TrainingSettings withAnchor(float weight) {
        return with(rates, dream.withAnchor(weight), grounding, forms);
    }

    /** The same with other things to learn from beside dreams. */
    public TrainingSettings withGrounding(GroundingSettings other) {
        return with(rates, dream, other, forms);
    }

    private TrainingSettings with(
            LearningRates otherRates,
            DreamSettings otherDream,
            GroundingSettings otherGrounding,
            UpdateForms otherForms) {
        return new TrainingSettings(
                otherRates,
                gradientNorm,
                reconstructionWeight,
                outcomeWeight,
                dynamicsWeight,
                representationWeight,
                freeNats,
                otherDream,
                otherGrounding,
                otherForms);
    }
}
