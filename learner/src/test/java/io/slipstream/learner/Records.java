package io.slipstream.learner;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records about a made-up fleet for tests. */
final class Records {
    private Records() {}

    static FinetuneDecision decision(long id, Component component) {
        return decision(id, component, 1, List.of());
    }

    /** One that finds both parts at fault, as the monitor names it. */
    static FinetuneDecision mixed(long id) {
        return decision(id, Component.WORLD_MODEL, "MIXED", 1, List.of());
    }

    /** One that so many windows agreed on, the last of which lay at some offsets. */
    static FinetuneDecision decision(long id, Component component, int windows, List<OffsetRange> offsets) {
        return decision(id, component, "", windows, offsets);
    }

    private static FinetuneDecision decision(
            long id, Component component, String finding, int windows, List<OffsetRange> offsets) {
        return FinetuneDecision.newBuilder()
                .setId(id)
                .setFleet("fleet")
                .setComponent(component)
                .setWindow(1)
                .setAtStep(0)
                .setModelVersion(1)
                .setReason("test")
                .setEPolicy(0)
                .setEDynamics(0)
                .setBand(List.of(0.0, 0.0))
                .setEvidence(List.of())
                .setRejected(Component.NONE)
                .setMargin(0)
                .setBaseline(Component.NONE)
                .setConstants(Map.of("hysteresis.windows", (double) windows))
                .setOffsets(offsets)
                .setCreatedAt(Instant.EPOCH)
                .setFinding(finding)
                .build();
    }

    static EpisodeSummary episode(int environment, int version, double earned) {
        return episode(environment, version, earned, Outcome.DESTINATION);
    }

    static EpisodeSummary episode(int environment, int version, double earned, Outcome outcome) {
        return EpisodeSummary.newBuilder()
                .setFleet("fleet")
                .setActor("a")
                .setEnvironment(environment)
                .setEpoch(1)
                .setEpisode(0)
                .setEndStep(100)
                .setTask("RTM03")
                .setModelVersion(version)
                .setSteps(10)
                .setReturn$(earned)
                .setOutcome(outcome)
                .setRouteCompletion(1)
                .setDrivingScore(1)
                .setMeanSpeed(4)
                .setLowTtcShare(.1)
                .setComfort(.8)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
