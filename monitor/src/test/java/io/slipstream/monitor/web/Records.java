package io.slipstream.monitor.web;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records to show. */
final class Records {

    private Records() {}

    static FinetuneDecision decision(String fleet, long id) {
        return decision(fleet, id, 1);
    }

    static FinetuneDecision decision(String fleet, long id, long window) {
        return FinetuneDecision.newBuilder()
                .setId(id)
                .setFleet(fleet)
                .setComponent(Component.WORLD_MODEL)
                .setWindow(window)
                .setAtStep(10_000)
                .setModelVersion(1)
                .setReason("because " + id)
                .setEPolicy(0)
                .setEDynamics(0)
                .setBand(List.of(0.0, 1.0))
                .setEvidence(List.of())
                .setRejected(Component.POLICY)
                .setMargin(1)
                .setBaseline(Component.NONE)
                .setConstants(Map.of())
                .setOffsets(List.of(new OffsetRange("slipstream.transitions.v1", 0, 10L, 20L)))
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** A version that visited all classes alike. */
    static ModelVersion version(String fleet, int version) {
        return ModelVersion.newBuilder()
                .setFleet(fleet)
                .setVersion(version)
                .setComponent(Component.NONE)
                .setSpec("{}")
                .setBase(new WeightsReference("base", "00", 0L, 0))
                .setAdapters(List.of())
                .setReference(MismatchReference.newBuilder()
                        .setSignals(List.of())
                        .setVisitation(Tensors.floats(new float[] {.5f, .5f, .5f, .5f}, 2, 2))
                        .setActions(Tensors.floats(new float[] {1}, 1))
                        .setConstants(Map.of())
                        .build())
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(0)
                .setTrainableParameters(0)
                .setBytesPublished(0)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** A window in which the second latent group stood in one class. */
    static MismatchReport report(String fleet, long window) {
        return MismatchReport.newBuilder()
                .setFleet(fleet)
                .setWindow(window)
                .setFromStep(0)
                .setToStep(5_000)
                .setModelVersion(1)
                .setTask("RTM03")
                .setSteps(5_000)
                .setEpisodes(40)
                .setSuccessRate(.9)
                .setDynamics(reading("E_P"))
                .setPolicy(reading("E_pi"))
                .setSignals(List.of(reading("tv")))
                .setVisitation(Tensors.floats(new float[] {.5f, .5f, 1f, 0f}, 2, 2))
                .setOffsets(List.of())
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    static EpisodeSummary episode(String fleet, double score) {
        return episode(fleet, 1, score);
    }

    static EpisodeSummary episode(String fleet, int version, double score) {
        return EpisodeSummary.newBuilder()
                .setFleet(fleet)
                .setActor("a")
                .setEnvironment(0)
                .setEpoch(1)
                .setEpisode(0)
                .setEndStep(100)
                .setTask("RTM03")
                .setModelVersion(version)
                .setSteps(100)
                .setReturn$(1)
                .setOutcome(Outcome.DESTINATION)
                .setRouteCompletion(1)
                .setDrivingScore(score)
                .setMeanSpeed(4)
                .setLowTtcShare(.1)
                .setComfort(.8)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    static Scene scene(String fleet) {
        return Scene.newBuilder()
                .setFleet(fleet)
                .setActor("a")
                .setEnvironment(2)
                .setEpoch(1)
                .setEpisode(3)
                .setTick(4)
                .setTask("RTM03")
                .setModelVersion(1)
                .setLanes(List.of(Tensors.floats(new float[] {0, 0, 10, 0}, 2, 2)))
                .setRoute(Tensors.floats(new float[] {0, 0, 10, 0}, 2, 2))
                .setEgo(Tensors.floats(new float[] {1.234f, 2, 0, 1, 5}, 1, 5))
                .setCars(Tensors.floats(new float[] {1, 2, 1, 0, 1, 0, 0, 0, 0, 0}, 1, 2, 5))
                .setTimeToCollision(Tensors.floats(new float[] {-1}, 1))
                .setLights(Tensors.bytes(new byte[] {1}, 1))
                .setImaginedEgo(Tensors.floats(new float[] {1, 2, 1, 0, 5}, 1, 5))
                .setImaginedCars(Tensors.floats(new float[0], 1, 0, 5))
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private static SignalReading reading(String signal) {
        return new SignalReading(signal, .1, .05, .15, .02, .2, 5_000L);
    }
}
