package io.slipstream.actor.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.StepBuffer;
import io.slipstream.environment.conformance.Conformance;
import io.slipstream.environment.conformance.ConformanceReport;
import io.slipstream.environment.conformance.Subject;
import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.Outcome;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real SUMO, where it is installed. */
@Timeout(180)
class SumoEnvironmentTest {
    private static final int CRUISE = ActionGrid.nearest(0, 0);

    private final SumoDomain domain = new SumoDomain(SumoSettings.defaults());

    @BeforeEach
    void needsSumo() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sumo")), "SUMO is not installed");
    }

    @AfterEach
    void closes() {
        domain.close();
    }

    @Test
    void shouldKeepEveryPromiseOfTheContract() {
        ConformanceReport report = Conformance.check(new Subject(
                "sumo:junction",
                n -> domain.environments(Conditions.of("junction", "C0"), n, 1),
                Conditions.of("junction", "DENSE"),
                true));

        assertThat(report.conforms()).as(report.text()).isTrue();
    }

    @Test
    void shouldShowSumosCarsOnEveryMap() {
        for (String map : List.of("junction", "roundabout", "town")) {
            try (Environment environment = domain.environments(Conditions.of(map, "C0"), 2, 3)) {
                StepBuffer out = new StepBuffer(2, 64);
                environment.reset(ResetRequest.plain(), out);
                int seen = 0;
                for (int t = 0; t < 100; t++) {
                    environment.step(new int[] {CRUISE, CRUISE}, out);
                    for (int e = 0; e < 2; e++) {
                        // The direction of the nearest car; all zeros where there is none.
                        seen += out.observations[64 * e + 32] != 0 || out.observations[64 * e + 33] != 0 ? 1 : 0;
                    }
                }
                assertThat(seen).as(map).isGreaterThan(20);
                assertThat(out.observations[0])
                        .as("an ego vehicle that is not told to start stands")
                        .isZero();
            }
        }
    }

    @Test
    void shouldArriveByDrivingAlongTheRoute() {
        try (Environment environment = domain.environments(Conditions.of("town", "SPARSE"), 4, 5)) {
            StepBuffer out = new StepBuffer(4, 64);
            environment.reset(ResetRequest.plain(), out);
            List<String> outcomes = new ArrayList<>();
            int[] actions = new int[4];
            for (int t = 0; t < 2000; t++) {
                for (int e = 0; e < 4; e++) {
                    actions[e] = follow(out.observations, e * 64);
                }
                environment.step(actions, out);
                for (int i = 0; i < out.finishedCount(); i++) {
                    outcomes.add(environment.report(out.finished[i]).outcome());
                }
            }
            assertThat(outcomes).contains(Outcome.DESTINATION.name()).doesNotContain(Outcome.OUT_OF_LANE.name());
        }
    }

    @Test
    void shouldGetRoundTheRoundaboutByRule() {
        try (Environment environment = domain.environments(Conditions.of("roundabout", "C0"), 4, 5)) {
            RuleBased rule = environment.ruleBased().orElseThrow();
            StepBuffer out = new StepBuffer(4, 64);
            environment.reset(ResetRequest.plain(), out);
            List<String> outcomes = new ArrayList<>();
            int[] actions = new int[4];
            while (outcomes.size() < 12) {
                rule.act(actions);
                environment.step(actions, out);
                for (int i = 0; i < out.finishedCount(); i++) {
                    outcomes.add(environment.report(out.finished[i]).outcome());
                }
            }
            assertThat(outcomes).filteredOn(Outcome.DESTINATION.name()::equals).hasSizeGreaterThanOrEqualTo(10);
        }
    }

    /** Heads for the route point 6 m ahead at 4 m/s and stops for whatever is close in front. */
    private static int follow(float[] seen, int at) {
        double x = 20 * seen[at + 16];
        double y = 20 * seen[at + 17];
        double steering = Math.atan(2.8 * 2 * y / (x * x + y * y));
        boolean blocked = false;
        for (int car = at + 28; car < at + 64; car += 6) {
            boolean there = seen[car + 4] != 0 || seen[car + 5] != 0;
            blocked |= there && seen[car] > 0 && seen[car] < 10 / 30f && Math.abs(seen[car + 1]) < 2.5 / 30f;
        }
        double speed = 10 * seen[at];
        return ActionGrid.nearest(blocked ? -4 : speed < 3.5 ? 2 : speed > 4.5 ? -4 : 0, steering);
    }

    @Test
    void shouldDiscardTheEpisodeOfASumoThatDies() {
        SumoSettings settings = SumoSettings.defaults();
        try (SumoFolder folder = new SumoFolder(Optional.empty(), Optional.empty())) {
            Path network = folder.map("junction").network();
            StartedSumo mortal = new StartedSumo(settings, network, folder.log(0));
            StartedSumo other = new StartedSumo(settings, network, folder.log(1));
            try (Environment environment =
                    new SumoEnvironment(folder, Conditions.of("junction", "C0"), List.of(mortal, other), 1)) {
                StepBuffer out = new StepBuffer(2, 64);
                environment.reset(ResetRequest.plain(), out);
                int[] actions = {CRUISE, CRUISE};
                environment.step(actions, out);
                Objects.requireNonNull(mortal.process())
                        .destroyForcibly()
                        .onExit()
                        .join();

                environment.step(actions, out);

                assertThat(out.observations[0]).isNaN();
                assertThat(out.observations[64]).isNotNaN();
                assertThat(out.flags).containsExactly(0, 0);
                assertThat(out.finishedCount()).isZero();

                environment.step(actions, out);

                assertThat(out.observations[0]).isNotNaN();
                assertThat(out.flags).containsExactly(StepBuffer.FIRST, 0);
                assertThat(environment.episode(0)).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldAttachToASumoThatRuns(@TempDir Path files) throws Exception {
        Path network;
        try (SumoFolder shipped = new SumoFolder(Optional.of(files), Optional.empty())) {
            network = shipped.map("junction").network();
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process running = new ProcessBuilder(
                        "sumo", "--remote-port", Integer.toString(port), "--net-file", network.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        SumoDomain attached = new SumoDomain(new SumoSettings(
                "no such program",
                List.of("127.0.0.1:" + port),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10)));
        try (Environment environment = attached.environments(Conditions.of("roundabout", "IDM"), 1, 1)) {
            StepBuffer out = new StepBuffer(1, 64);
            await().ignoreExceptions()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> environment.reset(ResetRequest.plain(), out));
            environment.step(new int[] {CRUISE}, out);

            assertThat(out.flags[0]).isZero();
            assertThat(out.observations[0]).isNotNaN();
        } finally {
            running.destroyForcibly();
            attached.close();
        }
    }

    @Test
    void shouldSayHowToGetSumoWhenItIsMissing() {
        try (SumoDomain without = new SumoDomain(new SumoSettings(
                        "no-such-program",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
                Environment environment = without.environments(Conditions.of("junction", "C0"), 1, 1)) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> environment.reset(ResetRequest.plain(), new StepBuffer(1, 64)))
                    .withMessageContainingAll("apt-get install", "actor.sumo.binary");
        }
    }

    @Test
    void shouldNameWhatIsKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.conditions("moon", "C0"))
                .withMessageContainingAll("roundabout", "actor.sumo.maps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.conditions("junction", "D5"))
                .withMessageContaining("AGGRESSIVE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.changed(
                        Conditions.of("junction", "C0"), Optional.of("town"), Optional.empty(), Optional.empty()))
                .withMessageContaining("actor.task");
    }
}
