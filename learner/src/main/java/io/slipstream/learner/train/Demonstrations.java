package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;

/**
 * Which sequences of a batch are a demonstrator's, and how strongly the actor imitates them.
 *
 * @param count the last so many sequences of the batch
 * @param weight of their mean negative log-likelihood beside the dreamed loss; 0 only keeps them from the critic's
 *     recall
 */
public record Demonstrations(int count, float weight) {
    /** All sequences are the running policy's own. */
    public static final Demonstrations NONE = new Demonstrations(0, 0f);

    /** Checks the numbers. */
    public Demonstrations {
        if (count < 0 || !(weight >= 0)) {
            throw new IllegalArgumentException("count and weight must not be negative: " + count + ", " + weight);
        }
    }

    /** Whether a row of time-major states is a demonstrator's. */
    boolean shows(int row, SequenceBatch batch) {
        return row % batch.batch() >= batch.batch() - count;
    }
}
