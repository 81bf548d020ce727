package io.slipstream.learner.train;

/**
 * What a policy learns from beside its dreams: what was recorded. Dreams alone let values run away where nobody has been, and forget.
 *
 * @param recalls gradient steps of the critic in an update, each toward what was really earned after the states of a batch
 * @param imitations gradient steps of the actor in an update that imitates, each toward what was demonstrated
 * @param rehearsal weight of the KL divergence from what the policy did where it still fitted
 */
public record GroundingSettings(int recalls, int imitations, float rehearsal) {

    /**
     * @throws IllegalArgumentException if a number is negative
     */
    public GroundingSettings {
        if (recalls < 0 || imitations < 0 || !(rehearsal >= 0)) {
            throw new IllegalArgumentException(
                    "recalls, imitations and the weight of the rehearsal cannot be negative");
        }
    }

    /** Nothing but dreams: pretraining, where the world is the one dreamed of. */
    public static GroundingSettings none() {
        return new GroundingSettings(0, 0, 0f);
    }

    /** Finetuning. */
    public static GroundingSettings finetuning() {
        return new GroundingSettings(2, 32, 0.1f);
    }
}
