package io.slipstream.learner.train;

/**
 * Whether a model is still one.
 *
 * @param finite whether all its numbers are
 * @param policyEntropy entropy in nats of its actions over all states of a batch, taken together
 * @param posteriorInformation mutual information in nats of z and the observation in that batch, summed over z's groups
 */
public record Vitals(boolean finite, double policyEntropy, double posteriorInformation) {}
