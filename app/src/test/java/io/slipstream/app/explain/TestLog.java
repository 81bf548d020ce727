package io.slipstream.app.explain;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.SignalReference;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log by hand: version 1 drives, window 3 leads to decision 1 (MIXED), version 2 answers it; window 4 leads to nothing. */
public final class TestLog {
    /** Whose log it is. */
    public static final String FLEET = "alpha";

    private static final String SPEC = """
            {"groups": [{"name": "ego", "role": "BODY", "from": 0, "to": 4},
                        {"name": "route", "role": "SCENE", "from": 4, "to": 28},
                        {"name": "traffic", "role": "OBJECTS", "from": 28, "to": 64}]}""";
    private static final int GROUPS = 14;
    private static final int CLASSES = 4;

    private TestLog() {}

    /** All records of it. */
    public static LogRecords records() {
        return new LogRecords(
                List.of(decision()),
                List.of(report(3, .9, .3, "MIXED"), report(4, .1, .02, "")),
                List.of(version(1, null, Component.NONE), version(2, 1L, Component.WORLD_MODEL)));
    }

    /** Version 2, trained for decision 1: what became of it moved this part. */
    public static ModelVersion answer(Component moved) {
        return version(2, 1L, moved);
    }

    static FinetuneDecision decision() {
        MismatchReport report = report(3, .9, .3, "MIXED");
        List<SignalReading> evidence = new ArrayList<>(List.of(report.getDynamics(), report.getPolicy()));
        evidence.addAll(report.getSignals());
        return FinetuneDecision.newBuilder()
                .setId(1)
                .setFleet(FLEET)
                .setComponent(Component.WORLD_MODEL)
                .setFinding("MIXED")
                .setWindow(3)
                .setAtStep(20_000)
                .setModelVersion(1)
                .setReason("the world behaves differently where it was known: residual.ego & <more>")
                .setEPolicy(.4)
                .setEDynamics(.1)
                .setBand(List.of(.85, .95))
                .setEvidence(evidence)
                .setRejected(Component.POLICY)
                .setMargin(-1.2)
                .setBaseline(Component.POLICY)
                .setConstants(Map.of("C1", .5, "C2", .05))
                .setOffsets(offsets())
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private static List<OffsetRange> offsets() {
        return List.of(new OffsetRange("slipstream.transitions.v1", 2, 120L, 160L));
    }

    private static MismatchReport report(long window, double residual, double unfamiliar, String finding) {
        return report(FLEET, window, residual, unfamiliar, finding);
    }

    static MismatchReport report(String fleet, long window, double residual, double unfamiliar, String finding) {
        return MismatchReport.newBuilder()
                .setFleet(fleet)
                .setWindow(window)
                .setFromStep(window * 5_000)
                .setToStep(window * 5_000 + 5_000)
                .setModelVersion(1)
                .setTask("RTM03")
                .setSteps(5_000)
                .setEpisodes(40)
                .setSuccessRate(.9)
                .setDynamics(reading("E_P", .1, .08))
                .setPolicy(reading("E_pi", .4, .2))
                .setSignals(List.of(
                        reading("residual.ego", residual, .5),
                        reading("residual.route", 0.00002, .0001),
                        reading("residual.traffic", .7, 2),
                        reading("unfamiliar.route", unfamiliar, .1),
                        reading("outside.route", 0, 0),
                        reading("novelty.route", .3, .4),
                        new SignalReading("success", .9, .85, .94, .98, .83, 40L)))
                .setVisitation(visitation(.7f))
                .setOffsets(offsets())
                .setCreatedAt(Instant.EPOCH)
                .setFinding(finding)
                .build();
    }

    private static SignalReading reading(String signal, double value, double threshold) {
        return new SignalReading(signal, value, .9 * value, 1.1 * value, .5 * threshold, threshold, 5_000L);
    }

    private static ModelVersion version(int version, @Nullable Long decision, Component moved) {
        return ModelVersion.newBuilder()
                .setFleet(FLEET)
                .setVersion(version)
                .setParent(decision == null ? null : version - 1)
                .setDecision(decision)
                .setComponent(moved)
                .setSpec(SPEC)
                .setBase(new WeightsReference("base", "00", 0L, 0))
                .setAdapters(List.of())
                .setReference(MismatchReference.newBuilder()
                        .setSignals(List.of(new SignalReference("tv", .1, .2)))
                        .setVisitation(visitation(.25f))
                        .setActions(Tensors.floats(new float[] {.5f, .5f}, 2))
                        .setConstants(Map.of("C1", .5, "C2", .05))
                        .build())
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(400)
                .setTrainableParameters(9_000)
                .setBytesPublished(36_000)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** Group g gives its first class more or less, the later the less. */
    private static Tensor visitation(float first) {
        float[] values = new float[GROUPS * CLASSES];
        for (int g = 0; g < GROUPS; g++) {
            float share = .25f + (first - .25f) * (GROUPS - g) / GROUPS;
            for (int k = 0; k < CLASSES; k++) {
                values[g * CLASSES + k] = k == 0 ? share : (1 - share) / (CLASSES - 1);
            }
        }
        return Tensors.floats(values, GROUPS, CLASSES);
    }
}
