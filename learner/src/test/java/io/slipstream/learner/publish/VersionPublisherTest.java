package io.slipstream.learner.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.model.Adapter;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.runtime.serde.RecordSerializer;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class VersionPublisherTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 8, 15, List.of(FeatureGroup.of("all", 0, 8, FeatureGroup.Role.BODY)));
    private static final ModelWeights BASE = ModelWeights.initial(SPEC, 1);

    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(true, null, new StringSerializer(), new RecordSerializer<>());
    private final VersionPublisher publisher =
            new VersionPublisher(producer, "models", "weights", "fleet", Clock.systemUTC());

    @Test
    void shouldSendChunksBeforeTheManifestInOneTransaction() {
        publisher.publish(release(1, List.of(adapter(3))));

        List<String> topics = new ArrayList<>();
        producer.history().forEach(record -> topics.add(record.topic()));
        assertThat(topics).endsWith("weights", "models").containsOnlyOnce("models");
        assertThat(producer.history().get(producer.history().size() - 1).key()).isEqualTo("fleet/1");
        assertThat(producer.history().get(0).key()).isEqualTo(BASE.sha256() + "/0");
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void shouldAskAgainForACommitThatTimedOut() {
        AtomicInteger asked = new AtomicInteger();
        MockProducer<String, SpecificRecord> slow =
                new MockProducer<>(true, null, new StringSerializer(), new RecordSerializer<>()) {
                    @Override
                    public void commitTransaction() {
                        if (asked.incrementAndGet() < 3) {
                            throw new TimeoutException("no answer");
                        }
                        super.commitTransaction();
                    }
                };
        try (VersionPublisher patient = new VersionPublisher(slow, "models", "weights", "fleet", Clock.systemUTC())) {
            assertThat(patient.publish(release(1, List.of())).getVersion()).isEqualTo(1);
        }

        assertThat(asked).hasValue(3);
        assertThat(slow.commitCount()).isEqualTo(1);
    }

    @Test
    void shouldSendTheBaseAndUnchangedAdaptersOnce() {
        Adapter unchanged = adapter(3);
        ModelVersion first = publisher.publish(release(1, List.of(unchanged)));
        producer.clear();

        Adapter changed = Adapter.fresh(BASE, Network.CRITIC, LowRankForm.ofRank(2), 4);
        ModelVersion second = publisher.publish(release(2, List.of(unchanged, changed)));

        assertThat(producer.history()).hasSize(2);
        assertThat(second.getBytesPublished()).isEqualTo(changed.toBytes().length);
        assertThat(second.getBase()).isEqualTo(first.getBase());
        assertThat(second.getAdapters()).hasSize(2);
        assertThat(second.getAdapters().get(0)).isEqualTo(first.getAdapters().get(0));
    }

    @Test
    void shouldNotSendWhatIsOnTheTopicAlready() {
        publisher.alreadyPublished(List.of(BASE.sha256()));

        ModelVersion version = publisher.publish(release(5, List.of()));

        assertThat(producer.history()).hasSize(1);
        assertThat(version.getBytesPublished()).isZero();
        assertThat(version.getBase().getSha256()).isEqualTo(Blobs.sha256(BASE.toSafetensors()));
    }

    @Test
    void shouldSendAgainWhatWasAbortedBecauseNobodyAnswered() {
        AtomicInteger asked = new AtomicInteger();
        MockProducer<String, SpecificRecord> shaky =
                new MockProducer<>(true, null, new StringSerializer(), new RecordSerializer<>()) {
                    @Override
                    public void commitTransaction() {
                        if (asked.incrementAndGet() < 3) {
                            throw new KafkaException("can no longer retry; it is safe to abort");
                        }
                        super.commitTransaction();
                    }
                };
        try (VersionPublisher patient = new VersionPublisher(shaky, "models", "weights", "fleet", Clock.systemUTC())) {
            assertThat(patient.publish(release(1, List.of())).getVersion()).isEqualTo(1);
        }

        assertThat(asked).hasValue(3);
        assertThat(shaky.commitCount()).isEqualTo(1);
        assertThat(shaky.history()).extracting(ProducerRecord::topic).containsOnlyOnce("models");
    }

    @Test
    void shouldShowNothingAndSendTheBlobsAgainWhenTheBrokerRefuses() {
        producer.commitTransactionException = new KafkaException("no", new TopicAuthorizationException("models"));
        assertThatThrownBy(() -> publisher.publish(release(1, List.of()))).isInstanceOf(KafkaException.class);
        assertThat(producer.history()).isEmpty();

        producer.commitTransactionException = null;
        publisher.publish(release(1, List.of()));

        assertThat(producer.history()).extracting(ProducerRecord::topic).contains("weights", "models");
    }

    private static Adapter adapter(long seed) {
        return Adapter.fresh(BASE, Network.ACTOR, LowRankForm.ofRank(2), seed);
    }

    private static Release release(int version, List<Adapter> adapters) {
        Tensor none = new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0));
        return new Release(
                version,
                version == 1 ? null : version - 1,
                null,
                Component.NONE,
                BASE,
                adapters,
                new MismatchReference(List.of(), none, none, Map.of(), null),
                List.of(),
                1,
                0,
                0);
    }
}
