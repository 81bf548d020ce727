package io.slipstream.actor.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.Labels;
import io.slipstream.actor.driving.DrivingDomain;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.RolloutSettings;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.serde.RecordSerializer;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SegmentPublisherTest {
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            VectorEnvironment.OBSERVATION_SIZE,
            VectorEnvironment.ACTIONS,
            List.of(
                    FeatureGroup.of("ego", 0, 4, FeatureGroup.Role.BODY),
                    FeatureGroup.of("rest", 4, 64, FeatureGroup.Role.SCENE)));

    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(true, null, new StringSerializer(), new RecordSerializer<>());
    private final ActorIdentity identity = new ActorIdentity("fleet", "a", 77);
    private final SegmentPublisher publisher = new SegmentPublisher(
            identity,
            new SegmentRecords(identity, Clock.systemUTC(), new DrivingDomain(Catalogue.shipped(), Labels.quick())),
            new Outbox(producer, 8),
            "transitions",
            "episodes");

    @Test
    void shouldPublishSegmentsThatALearnerAccepts() {
        drive(64, "D5");

        SegmentValidator validator = new SegmentValidator(SPEC.observationSize(), SPEC.actions());
        List<TransitionSegment> segments = of(TransitionSegment.class);
        assertThat(segments).hasSize(2 * 64 / 16).allSatisfy(segment -> {
            assertThat(validator.problem(segment)).isEmpty();
            assertThat(segment.getEpoch()).isEqualTo(77);
            assertThat(segment.getGroundTruth().getShift()).isEqualTo("D5");
            assertThat(segment.getGroundTruth().getLabel()).isEqualTo("DYNAMICS");
            assertThat(segment.getModelVersion()).isEqualTo(3);
        });
        assertThat(segments.get(0).getObservations().getShape()).containsExactly(17, 64);
        assertThat(segments.get(0).getNovelty().getShape()).containsExactly(16, 2);
    }

    @Test
    void shouldKeyRecordsByEnvironment() {
        drive(16, "C0");

        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("fleet/a/0", "fleet/a/1");
    }

    @Test
    void shouldPublishEpisodesAsTheyEnd() {
        drive(1024, "C0");

        assertThat(of(EpisodeSummary.class)).isNotEmpty().allSatisfy(episode -> {
            assertThat(episode.getTask()).isEqualTo("RTM03");
            assertThat(episode.getSteps()).isPositive();
        });
    }

    private void drive(int ticks, String shift) {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId(shift), RewardSettings.defaults());
        try (ActingSession session = new ActingSession(ModelWeights.initial(SPEC, 1), 2, 2)) {
            Rollout rollout = new Rollout(
                    new DrivingEnvironment(List.of(scenario), 2, 5),
                    session,
                    SPEC,
                    new RolloutSettings(16, false, 3),
                    publisher,
                    publisher,
                    swap -> {});
            for (int i = 0; i < ticks; i++) {
                rollout.tick();
            }
        }
    }

    private <T> List<T> of(Class<T> type) {
        return producer.history().stream()
                .map(ProducerRecord::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
