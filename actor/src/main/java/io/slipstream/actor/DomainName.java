package io.slipstream.actor;

/** The kinds of worlds an actor can drive in. */
public enum DomainName {
    /** The simulator's roads. */
    DRIVING,
    /** CartPole and Pendulum. */
    CLASSIC,
    /** Whatever connects. */
    GATEWAY,
    /** SUMO's traffic. */
    SUMO
}
