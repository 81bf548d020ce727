package io.slipstream.actor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python client, where there is a python3. */
@Timeout(120)
class PythonClientTest {
    private static final Path CLIENT = Path.of("../clients/python");

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "there is no python3 of 3.9 or newer");
    }

    private static Process python(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .directory(CLIENT.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String ended(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void shouldPassItsOwnTests() throws IOException, InterruptedException {
        assertThat(ended(python("-m", "unittest", "discover", "-s", "tests"))).contains("OK");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBringCartPolesIntoTheFleet(boolean webSocket) throws IOException, InterruptedException {
        GatewaySettings settings = new GatewaySettings(
                "127.0.0.1",
                0,
                0,
                0,
                Optional.empty(),
                "",
                new Spaces(ObservationSpace.ofBody("pole", 4), 2, 0.02),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                1 << 16);
        try (GatewayDomain gateway =
                new GatewayDomain(settings, 2, Conditions.of("CartPole", "C0"), new SimpleMeterRegistry())) {
            Environment environment = gateway.environments(Conditions.of("CartPole", "C0"), 2, 5);
            StepBuffer now = new StepBuffer(2, 4);
            environment.reset(ResetRequest.plain(), now);
            String url = "ws://127.0.0.1:" + gateway.webSocketPort() + WebSocketGateway.PATH;
            Process client = python(
                    "examples/cartpole.py",
                    webSocket ? "--url" : "--port",
                    webSocket ? url : "" + gateway.port(),
                    "--environments",
                    "2",
                    "--steps",
                    "100");
            int ended = 0;
            while (client.isAlive()) {
                environment.step(new int[] {1, 1}, now);
                for (int i = 0; i < now.finishedCount(); i++) {
                    ended++;
                    assertThat(environment.report(now.finished[i]).terminated()).isTrue();
                    assertThat(environment.report(now.finished[i]).metric("steps"))
                            .hasValue(environment.report(now.finished[i]).steps());
                }
            }
            assertThat(ended(client)).contains("100 steps");
            // Pushed to the right alone a pole falls within some ten steps.
            assertThat(ended).isBetween(10, 40);
            await().untilAsserted(
                            () -> assertThat(gateway.counted(Incident.LEFT)).isEqualTo(1));
        }
    }
}
