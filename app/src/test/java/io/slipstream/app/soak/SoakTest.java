package io.slipstream.app.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
    private static final int SAMPLES = 60;

    @TempDir
    private Path folder;

    @Test
    void shouldHoldWhenNothingGrows() {
        SoakVerdict verdict = SoakVerdict.of(curve(i -> 1000 * i, i -> 500));

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.table().plain()).contains("resident memory, MB").doesNotContain("BROKEN");
    }

    @Test
    void shouldSeeMemoryThatGrows() {
        SoakVerdict verdict = SoakVerdict.of(curve(i -> 1000 * i, i -> 500 + 3 * i));

        assertThat(verdict.holds()).isFalse();
        assertThat(broken(verdict)).containsExactly("resident memory, MB");
    }

    @Test
    void shouldSeeADiskThatFills() {
        assertThat(broken(SoakVerdict.of(curve(i -> 1000 * i, i -> 500, i -> 200 + 5 * i))))
                .containsExactly("data folder but the weights, MB");
    }

    @Test
    void shouldSeeARunThatSlowsDown() {
        SoakVerdict verdict = SoakVerdict.of(curve(i -> 1000 * i - 4.0 * i * i, i -> 500));

        assertThat(broken(verdict)).containsExactly("env-steps/s");
    }

    @Test
    void shouldLeaveOutTheFirstSixthInWhichCachesFill() {
        assertThat(SoakVerdict.of(curve(i -> 1000 * i, i -> i < 9 ? 50 * i : 500))
                        .holds())
                .isTrue();
    }

    @Test
    void shouldRefuseToJudgeAFewSamples() {
        assertThatThrownBy(() -> SoakVerdict.of(curve(i -> i, i -> 1).subList(0, 5)))
                .hasMessageContaining("5 samples says nothing");
    }

    @Test
    void shouldKeepAndDrawACurve() throws Exception {
        SoakFiles files = new SoakFiles(folder);
        files.curve().begin();
        curve(i -> 1000 * i, i -> 500).forEach(files.curve()::add);

        assertThat(files.curve().read()).hasSize(SAMPLES).element(30).satisfies(sample -> {
            assertThat(sample.steps()).isEqualTo(30_000);
            assertThat(sample.liveHeapMb()).isNaN();
        });
        assertThat(Files.readString(files.draw())).contains("resident memory", "<polyline");
    }

    @Test
    void shouldRefuseAFileThatIsNoCurve() throws Exception {
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> new SoakCurve(file).read()).hasMessageContaining("no curve of a soak");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadAProcess() throws Exception {
        Files.write(folder.resolve("data"), new byte[2_000_000]);
        Path weights = Files.createDirectories(folder.resolve("kafka").resolve("slipstream.weights.v1-0"));
        Files.write(weights.resolve("0.log"), new byte[1_000_000]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] told =
                    "# HELP\nslipstream_monitor_steps_total 42.0\njvm_memory_used_bytes{area=\"heap\",id=\"x\"} 5.0E6\n"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
        });
        server.start();
        try {
            SoakSample sample = new WatchedProcess(
                            ProcessHandle.current().pid(), server.getAddress().getPort(), folder)
                    .sample(7, true);
            assertThat(sample.steps()).isEqualTo(42);
            assertThat(sample.heapMb()).isEqualTo(5);
            assertThat(sample.diskMb()).as("weights are kept for ever").isEqualTo(2);
            assertThat(sample.residentMb()).isGreaterThan(20);
            assertThat(sample.threads()).isGreaterThan(3);
            assertThat(sample.handles()).isGreaterThan(3);
            assertThat(sample.liveHeapMb()).as("by jcmd, which a JDK has").isGreaterThan(1);
        } finally {
            server.stop(0);
        }
    }

    private static List<String> broken(SoakVerdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> !finding.holds())
                .map(SoakVerdict.Finding::name)
                .toList();
    }

    private static List<SoakSample> curve(IntToDoubleFunction steps, IntToDoubleFunction resident) {
        return curve(steps, resident, i -> 200);
    }

    private static List<SoakSample> curve(
            IntToDoubleFunction steps, IntToDoubleFunction resident, IntToDoubleFunction disk) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> new SoakSample(
                        10.0 * i,
                        steps.applyAsDouble(i),
                        0,
                        1,
                        resident.applyAsDouble(i),
                        100,
                        i % 18 == 0 ? 80 : Double.NaN,
                        i % 18 == 0 ? 500 : Double.NaN,
                        140,
                        300,
                        disk.applyAsDouble(i),
                        1))
                .toList();
    }
}
