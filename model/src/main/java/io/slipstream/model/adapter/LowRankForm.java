package io.slipstream.model.adapter;

import io.slipstream.model.IllegalModelException;

/**
 * LoRA (arXiv 2106.09685): every targeted matrix W [out, in] gets the product (alpha / r) B A with A [r, in] and B [out, r].
 *
 * @param rank r
 * @param alpha scale
 * @param scaling how alpha and rank make the factor
 * @param init which factor starts out random
 * @param targets which matrices
 */
public record LowRankForm(int rank, float alpha, Scaling scaling, Init init, Targets targets) implements AdapterForm {
    /** Checks rank and scale. */
    public LowRankForm {
        check(rank, alpha);
    }

    /** The default: alpha = r, so that products count whole whatever the rank, A random, every matrix. */
    public static LowRankForm ofRank(int rank) {
        return new LowRankForm(rank, rank, Scaling.RANK, Init.A, Targets.ALL);
    }

    /** What B A is multiplied by. */
    public float scale() {
        return scaling.of(alpha, rank);
    }

    static void check(int rank, float alpha) {
        if (rank < 1 || !Float.isFinite(alpha)) {
            throw new IllegalModelException(
                    "an adapter needs a rank of at least 1 and a finite scale, not rank " + rank + ", alpha " + alpha);
        }
    }
}
