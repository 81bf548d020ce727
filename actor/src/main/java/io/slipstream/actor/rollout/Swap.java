package io.slipstream.actor.rollout;

/**
 * A model version that has come into use.
 *
 * @param version its number
 * @param nanos time the rollout stood still for it
 */
public record Swap(int version, long nanos) {}
