package io.slipstream.actor.vehicle;

import io.slipstream.actor.domain.EpisodeFields;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.sim.DrivingReport;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The metrics of driving in the fields that the record has for them. */
public final class DrivingFields implements EpisodeFields {
    @Override
    public void fill(EpisodeReport report, EpisodeSummary.Builder summary) {
        summary.setOutcome(Outcome.valueOf(report.outcome()))
                .setRouteCompletion(present(report, DrivingReport.ROUTE_COMPLETION))
                .setDrivingScore(present(report, DrivingReport.DRIVING_SCORE))
                .setMeanSpeed(present(report, DrivingReport.MEAN_SPEED))
                .setMeanTtc(orNull(report.metric(DrivingReport.MEAN_TTC)))
                .setMinTtc(orNull(report.metric(DrivingReport.MIN_TTC)))
                .setLowTtcShare(present(report, DrivingReport.LOW_TTC_SHARE))
                .setComfort(present(report, DrivingReport.COMFORT));
    }

    private static double present(EpisodeReport report, String metric) {
        return report.metric(metric).orElseThrow(() -> new IllegalStateException("no metric " + metric));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
