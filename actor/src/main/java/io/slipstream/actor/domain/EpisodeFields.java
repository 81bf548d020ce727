package io.slipstream.actor.domain;

import io.slipstream.environment.EpisodeReport;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;

/** Which fields of a record an episode's own metrics go into. */
@FunctionalInterface
public interface EpisodeFields {
    /** What every domain can say: done, cut short, or failed. Fields about roads and cars say nothing. */
    EpisodeFields PLAIN = (report, summary) -> summary.setOutcome(plain(report))
            .setRouteCompletion(report.success() ? 1 : 0)
            .setDrivingScore(report.success() ? 1 : 0)
            .setMeanSpeed(0)
            .setLowTtcShare(0)
            .setComfort(1);

    /** Writes them; steps, return and conditions are written already. */
    void fill(EpisodeReport report, EpisodeSummary.Builder summary);

    private static Outcome plain(EpisodeReport report) {
        if (report.success()) {
            return Outcome.DESTINATION;
        }
        return report.terminated() ? Outcome.UNKNOWN : Outcome.TIME_OUT;
    }
}
