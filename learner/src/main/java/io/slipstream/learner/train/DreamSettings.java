package io.slipstream.learner.train;

/**
 * How actor and critic learn from what they dream.
 *
 * @param horizon imagined steps
 * @param states states imagination starts from, per update
 * @param discount gamma per step
 * @param lambda of the lambda-return
 * @param entropy weight of the policy's entropy
 * @param anchor weight of the KL divergence from the base's policy. At .003 a policy stays where it is on a road that
 *     it cannot drive (docs/results/finetuning.md)
 * @param slowCriticRate share by which the slow critic follows at each step. With DreamerV3's .02 a policy stands still for hundreds of
 *     updates after the world became worse: it promises what used to be earned (docs/results/finetuning.md)
 * @param passes how often every imagined step is learned from: dreaming costs more than learning from it
 * @param minibatches gradient steps of a pass, each on as many imagined steps
 * @param critic whether the critic learns from what is dreamed, too, and not from what is recorded alone. In a dream that goes on where the
 *     world would have ended, its values run away (docs/results/finetuning.md)
 * @param clip a step that has become so much likelier, or less likely, than when it was dreamed is not pushed further (PPO, arXiv
 *     1707.06347, equation 7)
 */
public record DreamSettings(
        int horizon,
        int states,
        float discount,
        float lambda,
        float entropy,
        float anchor,
        float slowCriticRate,
        int passes,
        int minibatches,
        boolean critic,
        float clip) {

    /**
     * @throws IllegalArgumentException if nothing would be dreamed or learned
     */
    public DreamSettings {
        if (horizon < 1
                || states < 1
                || passes < 1
                || minibatches < 1
                || horizon * states < minibatches
                || !(clip > 0)) {
            throw new IllegalArgumentException("cannot learn from " + states + " dreams of " + horizon + " steps in "
                    + passes + " passes of " + minibatches + " minibatches, clipped at " + clip);
        }
    }

    /** Pretraining: much is dreamed, and learned from once. */
    public static DreamSettings pretraining() {
        return new DreamSettings(12, 256, 0.997f, 0.97f, 3e-4f, 0f, 0.2f, 1, 1, true, 0.2f);
    }

    /** Finetuning: as many steps, further ahead, and eight gradient steps from them in place of one. */
    public static DreamSettings finetuning() {
        return new DreamSettings(24, 128, 0.997f, 0.97f, 3e-4f, 0f, 0.2f, 2, 4, false, 0.2f);
    }

    /** Steps dreamed in an update. */
    public int steps() {
        return horizon * states;
    }

    /** The same with another anchor. */
    public DreamSettings withAnchor(float weight) {
        return new DreamSettings(
                horizon, states, discount, lambda, entropy, weight, slowCriticRate, passes, minibatches, critic, clip);
    }
}
