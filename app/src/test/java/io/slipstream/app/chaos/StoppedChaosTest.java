package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.app.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the processes of a harness that does not come to its end. */
class StoppedChaosTest {
    private static final int BROKERS = 3;
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final Duration ENDING = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private List<ProcessHandle> children = List.of();

    @AfterEach
    void leaveNothingBehind() {
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldEndAllProcessesWhenItIsStopped() throws Exception {
        Process harness = startBrokers();

        harness.destroy();

        assertThat(harness.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(output()))
                .contains("stopped, and all processes with it")
                .doesNotContain("not everything could be closed");
    }

    @Test
    void shouldLeaveNoProcessBehindWhenItIsKilled() throws Exception {
        Process harness = startBrokers();

        harness.destroyForcibly().waitFor();

        await().atMost(ENDING).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldNameABrokerThatCannotEvenStart() throws Exception {
        // Its processes take the flags of the harness over, and their heaps are smaller than this one's beginning.
        Process harness = start("-Xmx256m", "-XX:InitialHeapSize=200m");

        assertThat(harness.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(harness.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output()))
                .containsPattern("broker-\\d ended by itself with 1; .*broker-\\d\\.log says why");
    }

    private Process startBrokers() throws Exception {
        Process harness = start("-Xmx256m");
        await().atMost(STARTING).until(() -> harness.children().count() >= BROKERS);
        children = harness.children().toList();
        return harness;
    }

    private Process start(String... flags) throws Exception {
        return new ProcessBuilder(JavaCommand.of(
                        List.of(flags),
                        List.of(
                                "chaos",
                                "--work",
                                folder.resolve("work").toString(),
                                "--model",
                                Path.of("..", "models", "rtm03-small").toString())))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("harness.log");
    }
}
