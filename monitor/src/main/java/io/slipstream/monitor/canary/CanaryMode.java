package io.slipstream.monitor.canary;

/** What happens to a version that the learner has published. */
public enum CanaryMode {
    /** The whole fleet drives it at once. */
    OFF,
    /** It looks on in a share of the environments and is scored; a person promotes it. */
    SHADOW,
    /** It drives a share of the environments until the evidence promotes it or rolls it back. */
    CANARY
}
