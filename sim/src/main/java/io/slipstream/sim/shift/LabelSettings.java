package io.slipstream.sim.shift;

import io.slipstream.sim.math.Range;

/**
 * How a shift is measured and from where on a difference counts. The bound on visits suits a scripted driver; a learned policy needs
 * its own.
 *
 * @param egoBound from which difference of the ego vehicle's answer on the dynamics have changed
 * @param trafficBound from which difference of the other cars' speed on they have, m/s
 * @param visitBound from which total variation between visits on the policy meets something else
 * @param environments driven side by side
 * @param episodes of every environment, nominal and shifted each
 * @param seed of the worlds driven
 * @param bins of the visits
 */
public record LabelSettings(
        double egoBound,
        double trafficBound,
        double visitBound,
        int environments,
        int episodes,
        long seed,
        VisitBins bins) {
    /** Bounds of the bounds. */
    public static final Range BOUND = new Range(0, 10);
    /** Bounds of {@link #environments()}. */
    public static final Range ENVIRONMENTS = new Range(1, 4096);
    /** Bounds of {@link #episodes()}. */
    public static final Range EPISODES = new Range(1, 10_000);

    /** Checks the numbers. */
    public LabelSettings {
        BOUND.check("egoBound", egoBound);
        BOUND.check("trafficBound", trafficBound);
        BOUND.check("visitBound", visitBound);
        ENVIRONMENTS.check("environments", environments);
        EPISODES.check("episodes", episodes);
    }

    /** The same measured on another number of episodes. */
    public LabelSettings withSample(int otherEnvironments, int otherEpisodes) {
        return new LabelSettings(egoBound, trafficBound, visitBound, otherEnvironments, otherEpisodes, seed, bins);
    }
}
