package io.slipstream.app.identify;

/**
 * Where the time went.
 *
 * @param environmentSteps steps of all environments
 * @param actingSeconds in the rollout: model, simulator, segments
 * @param statisticsSeconds from segments to the readings of windows of the first size
 */
public record Costs(long environmentSteps, double actingSeconds, double statisticsSeconds) {
    /** None yet. */
    public static final Costs NOTHING = new Costs(0, 0, 0);

    /** Both together. */
    public Costs plus(Costs other) {
        return new Costs(
                environmentSteps + other.environmentSteps,
                actingSeconds + other.actingSeconds,
                statisticsSeconds + other.statisticsSeconds);
    }

    /** Statistics in units of acting. */
    public double share() {
        return actingSeconds > 0 ? statisticsSeconds / actingSeconds : 0;
    }
}
