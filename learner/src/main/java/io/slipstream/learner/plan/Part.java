package io.slipstream.learner.plan;

/** A part of a model that an update may move. */
public enum Part {
    /** Dynamics, decoder, reward and continuation; in training of all weights the encoder too. */
    WORLD_MODEL,
    /** Actor and critic. */
    POLICY
}
