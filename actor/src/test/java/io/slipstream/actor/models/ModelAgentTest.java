package io.slipstream.actor.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.rollout.Lineup;
import io.slipstream.model.Adapter;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.TrustedPackage;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.runtime.weights.VersionFollower;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.DeploymentState;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.WeightsChunk;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ModelAgentTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 8, 15, List.of(FeatureGroup.of("all", 0, 8, FeatureGroup.Role.BODY)));
    private static final ModelWeights BASE = ModelWeights.initial(SPEC, 1);

    private final MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Lineup> offered = new ArrayList<>();
    private Optional<Deployment> deployment = Optional.empty();
    private final ModelAgent agent;

    ModelAgentTest() {
        TrustedPackage.install();
        Node[] none = {};
        for (String topic : List.of("models", "weights")) {
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), none, none)));
            ends.put(new TopicPartition(topic, 0), 0L);
        }
        consumer.updateBeginningOffsets(ends);
        consumer.updateEndOffsets(ends);
        VersionFollower follower = new VersionFollower(
                consumer, "models", "weights", "fleet", (record, reason) -> refused.add(reason), System::nanoTime);
        ModelLoader loader = new ModelLoader();
        Lineups lineups = new Lineups(() -> deployment, version -> Optional.empty(), loader);
        agent = new ModelAgent(
                follower, loader, lineups, () -> deployment.isPresent(), () -> {}, Optional.of(SPEC), offered::add);
    }

    @Test
    void shouldOfferTheMergedWeightsOfAVersion() {
        Adapter adapter = adapter();
        publish(2, BASE, adapter.toBytes(), adapter.toBytes());

        agent.doWork();

        assertThat(offered).hasSize(1);
        assertThat(offered.get(0).version()).isEqualTo(2);
        assertThat(offered.get(0).weights().flat(Network.ACTOR))
                .isEqualTo(BASE.merge(List.of(adapter)).flat(Network.ACTOR));
    }

    @Test
    void shouldOfferWhatTheFleetIsToldAndNotTheNewest() {
        Adapter adapter = adapter();
        publish(1, BASE, adapter.toBytes(), adapter.toBytes());
        agent.doWork();
        publish(2, BASE, adapter.toBytes(), adapter.toBytes());
        deployment = Optional.of(Deployment.newBuilder()
                .setFleet("fleet")
                .setIncumbent(1)
                .setCandidate(2)
                .setCanaryShare(.5)
                .setState(DeploymentState.CANARY)
                .setCreatedAt(Instant.EPOCH)
                .build());

        agent.doWork();

        Lineup told = offered.get(offered.size() - 1);
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.trial()).hasValueSatisfying(trial -> {
            assertThat(trial.version()).isEqualTo(2);
            assertThat(trial.share()).isEqualTo(.5);
            assertThat(trial.shadow()).isFalse();
        });
    }

    @Test
    void shouldNotOfferAVersionWithAWrongHash() {
        byte[] wrong = adapter().toBytes();
        wrong[wrong.length - 1] ^= 1;
        publish(2, BASE, adapter().toBytes(), wrong);

        agent.doWork();

        assertThat(offered).isEmpty();
        assertThat(refused).singleElement().asString().contains("model version 2", "sha-256");
    }

    @Test
    void shouldNotOfferAVersionWhoseBytesAreNoModel() {
        byte[] noise = {1, 2, 3};
        publish(2, BASE, noise, noise);

        agent.doWork();

        assertThat(offered).isEmpty();
        assertThat(refused).singleElement().asString().contains("not an adapter");
    }

    @Test
    void shouldNotOfferAVersionOfOtherSizes() {
        ModelSpec other = ModelSpec.preset("tiny", 9, 15, SPEC.groups());
        ModelWeights weights = ModelWeights.initial(other, 1);
        byte[] adapter =
                Adapter.fresh(weights, Network.ACTOR, LowRankForm.ofRank(2), 3).toBytes();
        publish(2, weights, adapter, adapter);

        agent.doWork();

        assertThat(offered).isEmpty();
        assertThat(refused).singleElement().asString().contains("restart the actor");
    }

    private static Adapter adapter() {
        Adapter fresh = Adapter.fresh(BASE, Network.ACTOR, LowRankForm.ofRank(2), 3);
        float[] moved = fresh.parameters().clone();
        Arrays.fill(moved, 0.25f);
        return new Adapter(Network.ACTOR, fresh.form(), moved);
    }

    /** Publishes a version whose manifest names one adapter and whose chunks carry another, which may be the same. */
    private void publish(int version, ModelWeights base, byte[] named, byte[] carried) {
        byte[] baseBytes = base.toSafetensors();
        Blobs.split(baseBytes).forEach(chunk -> put("weights", chunk));
        put("weights", new WeightsChunk(Blobs.sha256(named), 0, 1, ByteBuffer.wrap(carried)));
        Tensor none = new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0));
        put(
                "models",
                ModelVersion.newBuilder()
                        .setFleet("fleet")
                        .setVersion(version)
                        .setParent(1)
                        .setDecision(null)
                        .setComponent(Component.POLICY)
                        .setSpec(base.spec().toJson())
                        .setBase(Blobs.reference("base", baseBytes))
                        .setAdapters(List.of(Blobs.reference("actor-adapter", named)))
                        .setReference(new MismatchReference(List.of(), none, none, Map.of(), null))
                        .setTrainingOffsets(List.of())
                        .setSeed(1)
                        .setUpdates(1)
                        .setTrainableParameters(1)
                        .setBytesPublished(1)
                        .setCreatedAt(Instant.EPOCH)
                        .build());
    }

    private void put(String topic, SpecificRecord value) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        consumer.updateEndOffsets(ends);
        consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, "", new Decoded.Value<>(value)));
    }
}
