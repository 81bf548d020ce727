package io.slipstream.environment.conformance;

/**
 * Whether a promise was kept.
 *
 * @param promise what an environment promises, as a sentence
 * @param problem what was seen instead; empty if it was kept
 */
public record Finding(String promise, String problem) {
    /** Whether it was kept. */
    public boolean kept() {
        return problem.isEmpty();
    }
}
