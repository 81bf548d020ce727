package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records to show. */
final class Records {

    private Records() {}

    static FinetuneDecision decision(String fleet, long id) {
        return FinetuneDecision.newBuilder()
                .setId(id)
                .setFleet(fleet)
                .setComponent(Component.WORLD_MODEL)
                .setWindow(1)
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
                .setOffsets(List.of())
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
