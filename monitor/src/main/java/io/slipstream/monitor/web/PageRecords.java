package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.SignalReading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Records of the log as the short JSON that the page draws. Belongs to one event loop: a report tells of the episodes before it. */
final class PageRecords {
    /** Kind of the message that a report becomes. */
    static final String REPORT = "report";

    /** Kind of the message that a scene becomes. */
    static final String SCENE = "scene";
    /** Kind of the message about all topics. */
    static final String TOPICS = "topics";
    /** Kind of the message that a dead letter becomes. */
    static final String LETTER = "letter";
    /** Kind of the message that a command becomes. */
    static final String COMMAND = "command";

    private final String fleet;
    private final EpisodeTally tally = new EpisodeTally();

    PageRecords(String fleet) {
        this.fleet = fleet;
    }

    /** The message for a record that comes after those given before, empty when the page does not show it: another fleet's, or of another kind. */
    Optional<JsonObject> message(SpecificRecord record) {
        if (record instanceof MismatchReport report && shown(report.getFleet())) {
            return Optional.of(report(report));
        }
        if (record instanceof FinetuneDecision decision && shown(decision.getFleet())) {
            return Optional.of(decision(decision));
        }
        if (record instanceof ModelVersion version && shown(version.getFleet())) {
            return Optional.of(version(version));
        }
        if (record instanceof LearningReport learning && shown(learning.getFleet())) {
            return Optional.of(learning(learning));
        }
        if (record instanceof Deployment deployment && shown(deployment.getFleet())) {
            return Optional.of(SteeringRecords.deployment(deployment));
        }
        if (record instanceof Alarm alarm && shown(alarm.getFleet())) {
            return Optional.of(SteeringRecords.alarm(alarm));
        }
        if (record instanceof Command command && shown(command.getFleet())) {
            return Optional.of(command(command));
        }
        if (record instanceof Scene scene && shown(scene.getFleet())) {
            return Optional.of(SceneJson.of(scene));
        }
        if (record instanceof DeadLetter letter) {
            return Optional.of(letter(letter));
        }
        if (record instanceof EpisodeSummary episode && shown(episode.getFleet())) {
            // A rule-based driver drives as version 0.
            if (episode.getModelVersion() != 0) {
                tally.add(episode);
            }
        }
        return Optional.empty();
    }

    private boolean shown(String other) {
        return fleet.equals(other);
    }

    private JsonObject report(MismatchReport report) {
        JsonObject message = new JsonObject()
                .put("type", REPORT)
                .put("window", report.getWindow())
                .put("step", report.getToStep())
                .put("version", report.getModelVersion())
                .put("task", report.getTask())
                .put("steps", report.getSteps())
                .put("episodes", report.getEpisodes())
                .put("success", report.getSuccessRate())
                .put("return", report.getMeanReturn())
                .put("ttc", report.getMeanTtc())
                .put("dynamics", reading(report.getDynamics()))
                .put("policy", reading(report.getPolicy()))
                .put("signals", readings(report.getSignals()))
                .put("finding", report.getFinding())
                .put("at", report.getCreatedAt().toEpochMilli());
        tally.takeInto(message);
        return message;
    }

    private static JsonObject decision(FinetuneDecision decision) {
        return new JsonObject()
                .put("type", "decision")
                .put("id", decision.getId())
                .put("component", decision.getComponent().name())
                .put("finding", decision.getFinding())
                .put("window", decision.getWindow())
                .put("step", decision.getAtStep())
                .put("version", decision.getModelVersion())
                .put("reason", decision.getReason())
                .put("rejected", decision.getRejected().name())
                .put("margin", decision.getMargin())
                .put("baseline", decision.getBaseline().name())
                .put("at", decision.getCreatedAt().toEpochMilli());
    }

    private static JsonObject version(ModelVersion version) {
        return new JsonObject()
                .put("type", "version")
                .put("version", version.getVersion())
                .put("parent", version.getParent())
                .put("decision", version.getDecision())
                .put("component", version.getComponent().name())
                .put("updates", version.getUpdates())
                .put("parameters", version.getTrainableParameters())
                .put("bytes", version.getBytesPublished())
                .put("at", version.getCreatedAt().toEpochMilli());
    }

    private static JsonObject learning(LearningReport learning) {
        JsonObject losses = new JsonObject();
        learning.getLosses().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                losses.put(name, value);
            }
        });
        return new JsonObject()
                .put("type", "learning")
                .put("component", learning.getComponent().name())
                .put("updates", learning.getUpdates())
                .put("updatesPerSecond", learning.getUpdatesPerSecond())
                .put("replayRatio", learning.getReplayRatio())
                .put("replaySteps", learning.getReplaySteps())
                .put("policyLag", learning.getPolicyLag())
                .put("version", learning.getModelVersion())
                .put("steps", learning.getEnvironmentSteps())
                .put("activeUnits", learning.getActiveUnits())
                .put("losses", losses)
                .put("at", learning.getCreatedAt().toEpochMilli());
    }

    private static JsonObject command(Command command) {
        JsonObject arguments = new JsonObject();
        command.getArguments().forEach(arguments::put);
        return new JsonObject()
                .put("type", COMMAND)
                .put("id", command.getId())
                .put("kind", command.getKind().name())
                .put("arguments", arguments)
                .put("by", command.getIssuedBy())
                .put("reason", command.getReason())
                .put("at", command.getCreatedAt().toEpochMilli());
    }

    private static JsonObject letter(DeadLetter letter) {
        return new JsonObject()
                .put("type", LETTER)
                .put("topic", letter.getTopic())
                .put("partition", letter.getPartition())
                .put("offset", letter.getOffset())
                .put("service", letter.getService())
                .put("reason", letter.getReason())
                .put("at", letter.getCreatedAt().toEpochMilli());
    }

    static JsonArray readings(List<SignalReading> readings) {
        JsonArray array = new JsonArray();
        readings.forEach(reading -> array.add(reading(reading)));
        return array;
    }

    private static JsonObject reading(SignalReading reading) {
        return new JsonObject()
                .put("signal", reading.getSignal())
                .put("value", reading.getValue())
                .put("low", reading.getLow())
                .put("high", reading.getHigh())
                .put("level", reading.getLevel())
                .put("threshold", reading.getThreshold());
    }
}
