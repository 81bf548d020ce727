package io.slipstream.app.study;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.OffsetRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The records that tell a learner what to train; the log of a study is nobody's to read, so they carry no evidence but where it lies. */
final class Records {
    private Records() {}

    static FinetuneDecision decision(FleetWatch.Decided decided, long step, int version) {
        return FinetuneDecision.newBuilder()
                .setId(decided.id())
                .setFleet(CellLearner.FLEET)
                .setComponent(decided.verdict().component())
                .setWindow(0)
                .setAtStep(step)
                .setModelVersion(version)
                .setReason(decided.verdict().reason())
                .setEPolicy(0)
                .setEDynamics(0)
                .setBand(List.of())
                .setEvidence(List.of())
                .setRejected(decided.verdict().rejected())
                .setMargin(decided.verdict().margin())
                .setBaseline(decided.verdict().baseline())
                .setFinding(decided.verdict().finding().name())
                .setConstants(Map.of("hysteresis.windows", (double) decided.windows()))
                .setOffsets(List.of(new OffsetRange(CellLearner.TRANSITIONS, 0, decided.from(), decided.to())))
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** The strategy decides what it means: any component will do. */
    static Command round(int number) {
        return Command.newBuilder()
                .setId("round-" + number)
                .setFleet(CellLearner.FLEET)
                .setKind(CommandKind.FORCE_COMPONENT)
                .setArguments(Map.of("component", Component.POLICY.name()))
                .setIssuedBy("study")
                .setReason("the world has changed")
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
