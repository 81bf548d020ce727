package io.slipstream.monitor.canary;

/**
 * A segment that was driven, as the judge sees it.
 *
 * @param version that drove
 * @param environment as {@code actor/environment}
 * @param firstStep where it begins in its environment
 * @param steps how long it is
 * @param reward sum of its rewards
 */
public record Driven(int version, String environment, long firstStep, long steps, double reward) {}
