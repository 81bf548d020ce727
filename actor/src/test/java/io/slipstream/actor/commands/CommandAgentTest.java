package io.slipstream.actor.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.Labels;
import io.slipstream.actor.driving.DrivingDomain;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    private final DrivingDomain domain = new DrivingDomain(Catalogue.shipped(), Labels.quick());
    private final ScenarioSwitch scenarios = new ScenarioSwitch(domain, "RTM03", "C0");
    private final List<String> refused = new ArrayList<>();
    private final List<Command> earlier = new ArrayList<>();
    private long offset;

    CommandAgentTest() {
        Node[] none = {};
        consumer.updatePartitions("commands", List.of(new PartitionInfo("commands", 0, Node.noNode(), none, none)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void shouldChangeTheScenario() {
        CommandAgent agent = agent();
        assertThat(taken().shift().id()).isEqualTo("C0");

        send(command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D5")));
        agent.doWork();

        assertThat(taken().shift().id()).isEqualTo("D5");
    }

    @Test
    void shouldFollowADriftValueByValue() {
        CommandAgent agent = agent();
        scenarios.takeChange();

        send(drift("C0>D5@0.500", 0.8));
        agent.doWork();
        assertThat(taken().shift().vehicle().steeringGain()).isEqualTo(0.8);

        send(drift("C0>D5@0.525", 0.79));
        send(drift("C0>D5@0.550", 0.78));
        agent.doWork();
        assertThat(taken().shift().vehicle().steeringGain()).isEqualTo(0.78);
        assertThat(scenarios.takeChange()).isNull();
    }

    @Test
    void shouldResumeTheScenarioThatTheFleetDrivesAfterARestart() {
        earlier.add(command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("task", "LTM03", "shift", "D1")));
        earlier.add(drift("C0>D5@0.500", 0.8));
        earlier.add(command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "of a file that is gone")));
        earlier.add(command("fleet", CommandKind.PAUSE, Map.of()));
        earlier.add(command("other", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D2")));

        agent();

        Scenario resumed = taken();
        assertThat(resumed.task().id()).isEqualTo("LTM03");
        assertThat(resumed.shift().id()).isEqualTo("C0>D5@0.500");
        assertThat(resumed.shift().vehicle().steeringGain()).isEqualTo(0.8);
        assertThat(scenarios.paused()).isFalse();
        assertThat(refused).isEmpty();
        assertThat(consumer.position(PARTITION)).isEqualTo(5);
    }

    @Test
    void shouldCarryOutACommandOnceHoweverOftenItIsSent() {
        earlier.add(command("twice", "fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D1")));
        CommandAgent agent = agent();
        send(command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D5")));
        send(command("twice", "fleet", CommandKind.CHANGE_SCENARIO, Map.of("shift", "D1")));
        agent.doWork();

        assertThat(taken().shift().id()).isEqualTo("D5");
    }

    @Test
    void shouldDriveAtTheSpeedThatWasAskedForAfterARestart() {
        earlier.add(command("fleet", CommandKind.CHANGE_SPEED, Map.of("speed", "2.5")));
        CommandAgent agent = agent();
        assertThat(scenarios.speed()).hasValue(2.5);

        send(command("fleet", CommandKind.CHANGE_SPEED, Map.of("speed", "-1")));
        agent.doWork();

        assertThat(scenarios.speed()).hasValue(2.5);
        assertThat(refused).singleElement().asString().contains("multiple of real time");
    }

    @Test
    void shouldRefuseAnUnknownTaskAndGoOn() {
        CommandAgent agent = agent();
        send(command("fleet", CommandKind.CHANGE_SCENARIO, Map.of("task", "nowhere")));
        send(command("fleet", CommandKind.PAUSE, Map.of()));
        agent.doWork();

        assertThat(refused).singleElement().asString().contains("nowhere");
        assertThat(scenarios.paused()).isTrue();
    }

    @Test
    void shouldRefuseAShiftThatNoVehicleCanDrive() {
        CommandAgent agent = agent();
        scenarios.takeChange();
        send(drift("mine", -1));
        agent.doWork();

        assertThat(refused).singleElement().asString().contains("steeringGain has to be within 0 and 5, not -1");
        assertThat(scenarios.takeChange()).isNull();
    }

    @Test
    void shouldIgnoreWhatIsForOtherFleetsAndServices() {
        CommandAgent agent = agent();
        send(command("other", CommandKind.PAUSE, Map.of()));
        send(command("fleet", CommandKind.PAUSE, Map.of("service", "learner")));
        agent.doWork();

        assertThat(scenarios.paused()).isFalse();
        assertThat(refused).isEmpty();
    }

    /** An agent that finds the earlier commands on the log. */
    private CommandAgent agent() {
        consumer.updateEndOffsets(Map.of(PARTITION, (long) earlier.size()));
        // The consumer takes records only once it has been assigned, which is the agent's to do.
        consumer.schedulePollTask(() -> earlier.forEach(this::send));
        return new CommandAgent(consumer, "commands", "fleet", scenarios, (record, reason) -> refused.add(reason));
    }

    private void send(Command command) {
        consumer.addRecord(
                new ConsumerRecord<>("commands", 0, offset++, command.getFleet(), new Decoded.Value<>(command)));
    }

    private static Command command(String fleet, CommandKind kind, Map<String, String> arguments) {
        return command(UUID.randomUUID().toString(), fleet, kind, arguments);
    }

    private static Command command(String id, String fleet, CommandKind kind, Map<String, String> arguments) {
        return new Command(id, fleet, kind, arguments, "me", "", Instant.EPOCH, null);
    }

    private static Command drift(String id, double steeringGain) {
        ShiftKnobs knobs =
                ShiftKnobs.newBuilder().setId(id).setSteeringGain(steeringGain).build();
        Map<String, String> arguments = Map.of("shift", id);
        String unique = UUID.randomUUID().toString();
        return new Command(unique, "fleet", CommandKind.CHANGE_SCENARIO, arguments, "me", "", Instant.EPOCH, knobs);
    }

    private Scenario taken() {
        return domain.scenario(Objects.requireNonNull(scenarios.takeChange()));
    }
}
