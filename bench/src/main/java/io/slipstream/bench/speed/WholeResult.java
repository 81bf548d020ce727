package io.slipstream.bench.speed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How the whole behaved in one arrangement, by the wall clock.
 *
 * @param environments of each actor
 * @param actors beside each other
 * @param training what the learner did all the while
 * @param stepsPerSecond environment steps that reached the replay window, a second
 * @param processorShare processors that were busy with it on average
 * @param updatesPerSecond gradient updates a second
 * @param reportMillis median time from the last record of a window to its report, with which a decision is made
 * @param reports windows behind that median
 * @param policyLag mean versions between acting and training in the last learning report
 */
@JsonPropertyOrder({
    "environments",
    "actors",
    "training",
    "stepsPerSecond",
    "processorShare",
    "updatesPerSecond",
    "reportMillis",
    "reports",
    "policyLag"
})
record WholeResult(
        int environments,
        int actors,
        Training training,
        double stepsPerSecond,
        double processorShare,
        double updatesPerSecond,
        double reportMillis,
        int reports,
        double policyLag) {}
