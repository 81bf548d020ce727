package io.slipstream.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.DirectLearner;
import io.slipstream.learner.publish.Release;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellVersionsTest {
    private final StoredModel model = ModelFolder.read(Path.of("..", "models", "rtm03-small"));
    private final List<Integer> driven = new ArrayList<>();
    private final CellVersions versions =
            new CellVersions(model, 1, Clock.systemUTC(), (version, weights) -> driven.add(version));

    @Test
    void shouldNotTakeAnUnchangedYardstickForANewOne() {
        ModelVersion next = versions.publish(second());

        assertThat(Reference.fromAvro(next.getReference()).toJson())
                .as("or the monitor would believe that it was measured anew")
                .isEqualTo(versions.firstReference().toJson());
        assertThat(Reference.fromJson(model.referenceJson()).toJson())
                .as("the file is in double precision, so the equality above says something")
                .isNotEqualTo(versions.firstReference().toJson());
    }

    @Test
    void shouldCountNothingForTheFirstVersion() {
        assertThat(versions.bytes()).isZero();

        ModelVersion next = versions.publish(second());

        assertThat(versions.bytes()).isEqualTo(next.getBytesPublished()).isPositive();
        assertThat(versions.trainable()).isEqualTo(7);
        assertThat(versions.manifest(2)).isSameAs(next);
        assertThat(driven).containsExactly(2);
    }

    private Release second() {
        Reference reference = Reference.fromJson(model.referenceJson());
        return new Release(
                2,
                DirectLearner.FIRST_VERSION,
                null,
                Component.POLICY,
                ModelWeights.initial(model.base().spec(), 1),
                List.of(),
                reference.toAvro(model.base().spec().latentGroups()),
                List.of(),
                1,
                1,
                7);
    }
}
