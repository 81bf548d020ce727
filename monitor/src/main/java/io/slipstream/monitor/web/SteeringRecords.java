package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.Trial;
import io.slipstream.schemas.avro.TrialMetric;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Deployments and alarms as JSON, the same in answers and in events. */
final class SteeringRecords {
    /** Kind of the message that a deployment becomes. */
    static final String DEPLOYMENT = "deployment";
    /** Kind of the message that an alarm becomes. */
    static final String ALARM = "alarm";

    private SteeringRecords() {}

    static JsonObject deployment(Deployment deployment) {
        return new JsonObject()
                .put("type", DEPLOYMENT)
                .put("fleet", deployment.getFleet())
                .put("incumbent", deployment.getIncumbent())
                .put("candidate", deployment.getCandidate())
                .put("share", deployment.getCanaryShare())
                .put("state", deployment.getState().name())
                .put("verdict", deployment.getVerdict().name())
                .put("reason", deployment.getReason())
                .put("command", deployment.getCommand())
                .put("statistics", trial(deployment.getTrial()))
                .put("at", deployment.getCreatedAt().toEpochMilli());
    }

    private static @Nullable JsonObject trial(@Nullable Trial trial) {
        if (trial == null) {
            return null;
        }
        JsonArray metrics = new JsonArray();
        trial.getMetrics().forEach(metric -> metrics.add(metric(metric)));
        return new JsonObject()
                .put("incumbent", trial.getIncumbent())
                .put("candidate", trial.getCandidate())
                .put("candidateEpisodes", trial.getCandidateEpisodes())
                .put("incumbentEpisodes", trial.getIncumbentEpisodes())
                .put("candidateSteps", trial.getCandidateSteps())
                .put("fleetSteps", trial.getFleetSteps())
                .put("metrics", metrics)
                .put("promotionLevel", trial.getPromotionLevel())
                .put("rollbackEvidence", trial.getRollbackEvidence())
                .put("rollbackLevel", trial.getRollbackLevel());
    }

    private static JsonObject metric(TrialMetric metric) {
        return new JsonObject()
                .put("metric", metric.getMetric())
                .put("candidateEpisodes", metric.getCandidateEpisodes())
                .put("incumbentEpisodes", metric.getIncumbentEpisodes())
                .put("candidateMean", metric.getCandidateMean())
                .put("incumbentMean", metric.getIncumbentMean())
                .put("margin", metric.getMargin())
                .put("tolerance", metric.getTolerance())
                .put("promotionEvidence", metric.getPromotionEvidence())
                .put("rollbackEvidence", metric.getRollbackEvidence());
    }

    static JsonObject alarm(Alarm alarm) {
        return new JsonObject()
                .put("type", ALARM)
                .put("fleet", alarm.getFleet())
                .put("rule", alarm.getRule())
                .put("state", alarm.getState().name())
                .put("severity", alarm.getSeverity())
                .put("condition", alarm.getCondition())
                .put("value", alarm.getValue())
                .put("threshold", alarm.getThreshold())
                .put("message", alarm.getMessage())
                .put("since", alarm.getSince().toEpochMilli())
                .put("at", alarm.getCreatedAt().toEpochMilli());
    }
}
