package io.slipstream.actor.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.Labels;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.sim.catalogue.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommandAgentTest {
    private static final TopicPartition PARTITION = new TopicPartition("commands", 0);

    private final MockConsumer<String, Decoded<SpecificRecord>> consumer = new MockConsumer<>("earliest");
    private final ScenarioSwitch scenarios = new ScenarioSwitch(Catalogue.shipped(), Labels.quick(), "RTM03", "C0");
    private final List<String> refused = new ArrayList<>();
    private final CommandAgent agent;
    private long offset = 5;

    CommandAgentTest() {
        Node[] none = {};
        consumer.updatePartitions("commands", List.of(new PartitionInfo("commands", 0, Node.noNode(), none, none)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, offset));
        agent = new CommandAgent(consumer, "commands", "fleet", scenarios, (record, reason) -> refused.add(reason));
        scenarios.takeChange();
    }

    @Test
    void shouldChangeTheScenario() {
        command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D5"));
        agent.doWork();

        assertThat(Objects.requireNonNull(scenarios.takeChange()).shift().id()).isEqualTo("D5");
    }

    @Test
    void shouldRefuseAnUnknownTaskAndGoOn() {
        command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("task", "nowhere"));
        command("fleet", CommandKind.PAUSE, Map.of());
        agent.doWork();

        assertThat(refused).singleElement().asString().contains("nowhere");
        assertThat(scenarios.paused()).isTrue();
    }

    @Test
    void shouldIgnoreWhatIsForOtherFleetsAndServices() {
        command("other", CommandKind.PAUSE, Map.of());
        command("fleet", CommandKind.PAUSE, Map.of("service", "learner"));
        agent.doWork();

        assertThat(scenarios.paused()).isFalse();
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldBeginWhereTheTopicEndedWhenItWasMade() {
        assertThat(consumer.position(PARTITION)).isEqualTo(5);
    }

    private void command(String fleet, CommandKind kind, Map<String, String> arguments) {
        Command command = new Command("id", fleet, kind, arguments, "me", "", Instant.EPOCH);
        consumer.addRecord(new ConsumerRecord<>("commands", 0, offset++, fleet, new Decoded.Value<>(command)));
    }
}
