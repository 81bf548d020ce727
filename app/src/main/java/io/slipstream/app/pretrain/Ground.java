package io.slipstream.app.pretrain;

/** The domains that a model can be trained in. */
public enum Ground {
    /** Roads. */
    DRIVING,
    /** CartPole and Pendulum. */
    CLASSIC
}
