package io.slipstream.model.adapter;

import io.slipstream.model.IllegalModelException;

/**
 * NoLA (arXiv 2310.02556): LoRA whose factors are combinations of frozen random matrices, A = sum_i a_i A_i and B = sum_j b_j B_j. Only
 * the coefficients a and b are learned and travel; whoever has the seed makes the matrices again.
 *
 * @param rank r
 * @param bases k, random matrices of each factor: an update is 2 k numbers for each targeted matrix
 * @param alpha scale
 * @param scaling how alpha and rank make the factor
 * @param seed of the random matrices
 * @param targets which matrices
 */
public record NolaForm(int rank, int bases, float alpha, Scaling scaling, long seed, Targets targets)
        implements AdapterForm {
    /** Checks rank, number of matrices and scale. */
    public NolaForm {
        LowRankForm.check(rank, alpha);
        if (bases < 1) {
            throw new IllegalModelException("a NoLA adapter needs at least one random matrix, not " + bases);
        }
    }

    /** What B A is multiplied by. */
    public float scale() {
        return scaling.of(alpha, rank);
    }
}
