package io.slipstream.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.actor.commands.ScenarioSwitch;
import io.slipstream.actor.domain.Film;
import io.slipstream.actor.driving.DrivingDomain;
import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.actor.publish.Outbox;
import io.slipstream.actor.publish.PublishException;
import io.slipstream.actor.publish.SegmentPublisher;
import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.Lineup;
import io.slipstream.actor.vehicle.DrivingFields;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.StepBuffer;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.serde.RecordSerializer;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.ScenarioNames;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.catalogue.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Environments that fail, under the agent that drives them. */
class DrivingAgentTest {
    private static final int N = 2;
    private static final int T = 4;
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            VectorEnvironment.OBSERVATION_SIZE,
            VectorEnvironment.ACTIONS,
            List.of(FeatureGroup.of("all", 0, VectorEnvironment.OBSERVATION_SIZE, FeatureGroup.Role.SCENE)));

    /** Fails at one of its steps. */
    private class Failing extends VectorEnvironment {
        Failing(Scenario scenario) {
            super(List.of(scenario), N, 5);
        }

        @Override
        public void step(int[] actions, StepBuffer out) {
            super.step(actions, out);
            step++;
            if (step == failsAt && failure == Failure.THROWS) {
                throw new IllegalStateException("the simulator broke");
            }
            if (step == failsAt && failure == Failure.NAN) {
                Arrays.fill(out.observations, 0, VectorEnvironment.OBSERVATION_SIZE, Float.NaN);
            }
            if (step == failsAt && failure == Failure.HANGS) {
                hang();
            }
        }
    }

    private enum Failure {
        THROWS,
        HANGS,
        NAN
    }

    private final CountDownLatch released = new CountDownLatch(1);
    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(true, null, new StringSerializer(), new RecordSerializer<>());
    private final Outbox outbox = new Outbox(producer, 1024);
    private final ScenarioSwitch scenarios =
            new ScenarioSwitch(new DrivingDomain(Catalogue.shipped(), Labels.quick()), "RTM03", "C0");
    private final ActorSettings settings = ActorSettings.from(Config.defaults()
            .with(ActorSettings.ENVIRONMENTS, N)
            .with(ActorSettings.SEGMENT_LENGTH, T)
            .with(ActorSettings.SCENES, 0));
    private boolean admitted = true;
    private final DrivingAgent agent = new DrivingAgent(
            settings,
            Optional.of(Lineup.of(1, ModelWeights.initial(SPEC, 1))),
            scenarios,
            this::publisher,
            conditions -> new DrivingEnvironment(
                    new Failing(ScenarioNames.SHIPPED.scenario(Conditions.of("RTM03", "C0"))), ScenarioNames.SHIPPED),
            swap -> {},
            (environments, acting) -> Film.NONE,
            () -> admitted);
    private Failure failure = Failure.THROWS;
    private int failsAt;
    private int step;
    private long epoch;

    @AfterEach
    void close() {
        released.countDown();
        agent.onClose();
    }

    private SegmentPublisher publisher() {
        ActorIdentity identity = new ActorIdentity("fleet", "a", ++epoch);
        return new SegmentPublisher(
                identity,
                SegmentRecords.ungraded(identity, Clock.systemUTC(), new DrivingFields()),
                outbox,
                "transitions",
                "episodes");
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        scenarios.settle();
        agent.onStart();
    }

    private void drive(int ticks) {
        for (int i = 0; i < ticks; i++) {
            agent.doWork();
        }
    }

    @Test
    void shouldTakeNoStepUntilItIsAdmittedAndLoseNothing() {
        failsAt = Integer.MAX_VALUE;
        start();
        admitted = false;
        for (int i = 0; i < 5; i++) {
            agent.doWork();
        }
        assertThat(step).isZero();

        admitted = true;
        agent.doWork();

        assertThat(step).isPositive();
    }

    @Test
    void shouldBeginAnewInANewEpochWhenAnEnvironmentThrows() {
        failsAt = 2 * T + 2;
        start();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agent.doWork();
            return segments().stream().anyMatch(segment -> segment.getEpoch() == 2 && segment.getSequence() == 2);
        });

        assertThat(agent.progress().restarts()).isEqualTo(1);
        assertThat(segments().stream().filter(segment -> segment.getEpoch() == 1))
                .as("the open segments of the failed environments are discarded")
                .hasSize(2 * N);
        Map<String, Long> next = new HashMap<>();
        for (TransitionSegment segment : segments()) {
            String stream = segment.getEnvironment() + "@" + segment.getEpoch();
            assertThat(segment.getSequence()).isEqualTo(next.getOrDefault(stream, 0L));
            next.put(stream, segment.getSequence() + 1);
        }
    }

    @Test
    void shouldCountOnOverARestart() {
        failsAt = 2 * T + 2;
        start();
        drive(2 * T + 2);
        long before = agent.progress().steps();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agent.doWork();
            return agent.progress().steps() > before;
        });

        assertThat(before).isEqualTo((2L * T + 1) * N);
        assertThat(agent.progress().segments()).isEqualTo(2L * N);
    }

    @Test
    void shouldTellThatAStepHangs() throws InterruptedException {
        failure = Failure.HANGS;
        failsAt = 3;
        start();
        drive(2);
        assertThat(agent.stuck()).isZero();
        Thread driving = new Thread(agent::doWork);
        driving.start();

        await().until(() -> agent.stuck().compareTo(Duration.ofMillis(50)) > 0);

        released.countDown();
        driving.join();
        assertThat(agent.stuck()).isZero();
    }

    @Test
    void shouldKeepWhatIsNotFiniteOffTheLogAndDriveTheOthersOn() {
        failure = Failure.NAN;
        failsAt = T + 2;
        start();
        drive(4 * T);

        assertThat(agent.progress().fenced()).isEqualTo(1);
        assertThat(agent.progress().restarts()).isZero();
        assertThat(segments().stream().filter(segment -> segment.getEnvironment() == 1))
                .hasSize(4);
        assertThat(segments().stream().filter(segment -> segment.getEnvironment() == 0))
                .hasSizeLessThan(4);
        assertThat(producer.history().stream().filter(record -> record.value() instanceof EpisodeSummary))
                .isEmpty();
    }

    @Test
    void shouldNotTakeALostLogForAFailedEnvironment() {
        start();
        drive(T - 1);
        producer.sendException = new KafkaException("gone for good");

        assertThatThrownBy(() -> drive(1)).isInstanceOf(PublishException.class);
        assertThat(agent.progress().restarts()).isZero();
    }

    private List<TransitionSegment> segments() {
        return producer.history().stream()
                .map(record -> record.value())
                .filter(TransitionSegment.class::isInstance)
                .map(TransitionSegment.class::cast)
                .toList();
    }
}
