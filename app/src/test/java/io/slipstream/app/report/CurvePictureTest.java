package io.slipstream.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.Segments;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvePictureTest {
    private final RunBook book = new RunBook("demo");

    @Test
    void shouldNameWhatEachDecisionNames() {
        book.add(Segments.of(0, 32), false);
        book.add(decision(1, Component.WORLD_MODEL));
        book.add(decision(2, Component.POLICY));
        book.add(decision(3, Component.NONE));

        assertThat(CurvePicture.of(book))
                .contains("#1 world model")
                .contains("#2 policy")
                .contains("#3 none");
    }

    private static FinetuneDecision decision(long id, Component component) {
        return FinetuneDecision.newBuilder()
                .setId(id)
                .setFleet("demo")
                .setComponent(component)
                .setWindow(0)
                .setAtStep(8 * id)
                .setModelVersion(1)
                .setReason("")
                .setEPolicy(0)
                .setEDynamics(0)
                .setBand(List.of())
                .setEvidence(List.of())
                .setRejected(Component.NONE)
                .setMargin(0)
                .setBaseline(Component.NONE)
                .setFinding(component.name())
                .setConstants(Map.of())
                .setOffsets(List.of())
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
