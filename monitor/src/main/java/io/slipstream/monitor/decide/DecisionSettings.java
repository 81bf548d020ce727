package io.slipstream.monitor.decide;

/**
 * What the decision is tuned by.
 *
 * @param minimumSteps a window with fewer steps decides nothing
 * @param minimumEpisodes fewer episodes say nothing about success
 * @param hysteresisWindows the same verdict in so many windows in a row makes a decision
 * @param cooldownSteps fleet steps after a decision in which no other names a component
 * @param versionTimeoutSteps fleet steps after which the version trained for a decision is no longer waited for
 * @param c1 AdaWM's C1 for the baseline, unless the reference carries one
 * @param c2 AdaWM's C2 for the baseline, unless the reference carries one
 */
public record DecisionSettings(
        long minimumSteps,
        long minimumEpisodes,
        int hysteresisWindows,
        long cooldownSteps,
        long versionTimeoutSteps,
        double c1,
        double c2) {

    /** The defaults. */
    public static DecisionSettings defaults() {
        return new DecisionSettings(2_500, 30, 2, 20_000, 120_000, 0.5, 0);
    }
}
