package io.slipstream.app.soak;

import io.slipstream.schemas.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Reads a running process: its metrics, {@code /proc}, its heap after a full collection, its data folder. */
final class WatchedProcess {
    private static final double MEGA = 1e6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WEIGHTS = "." + Topics.WEIGHTS.suffix();
    private static final String ARRAY = "ai.djl.pytorch.engine.PtNDArray";

    private final long pid;
    private final URI metrics;
    private final Path data;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * @param pid of the process
     * @param managementPort where it tells its metrics
     * @param data its data folder
     */
    WatchedProcess(long pid, int managementPort, Path data) {
        this.pid = pid;
        this.metrics = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
        this.data = data;
    }

    /**
     * A sample.
     *
     * @param seconds since the watching began
     * @param collect whether to have the heap collected, which takes a moment, and the arrays counted
     * @throws IOException if the process does not answer
     */
    SoakSample sample(double seconds, boolean collect) throws IOException, InterruptedException {
        Map<String, Double> told = metrics();
        double heap = told.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        Histogram histogram = collect ? histogram() : Histogram.UNKNOWN;
        return new SoakSample(
                seconds,
                told.getOrDefault("slipstream_monitor_steps_total", 0.0),
                told.getOrDefault("slipstream_learner_updates_total", 0.0),
                told.getOrDefault("slipstream_learner_model_version", 0.0),
                status("VmRSS") * 1024 / MEGA,
                heap / MEGA,
                histogram.bytes() / MEGA,
                histogram.arrays(),
                status("Threads"),
                handles(),
                size(data) / MEGA,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private Map<String, Double> metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
        Map<String, Double> values = new HashMap<>();
        for (String line :
                http.send(request, HttpResponse.BodyHandlers.ofString()).body().split("\n")) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            }
        }
        return values;
    }

    private double status(String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private double handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.count();
        }
    }

    /** Live objects by the JDK's own tool; unknown where only a JRE is there. */
    private record Histogram(double bytes, double arrays) {
        static final Histogram UNKNOWN = new Histogram(Double.NaN, Double.NaN);
    }

    private Histogram histogram() throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            return Histogram.UNKNOWN;
        }
        Path answer = Files.createTempFile("slipstream-histogram", ".txt");
        try {
            ask(tool, answer);
            List<String> lines = Files.readAllLines(answer);
            double arrays = column(lines, ARRAY, 1);
            return new Histogram(column(lines, "Total", 2), Double.isNaN(arrays) ? 0 : arrays);
        } finally {
            Files.delete(answer);
        }
    }

    /**
     * The answer goes to a file, never to a pipe that this process empties: a JVM may stand still until its answer has
     * been read, and the one that is asked may be this one.
     */
    private void ask(Path tool, Path answer) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(tool.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        if (!asked.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            asked.destroyForcibly();
            throw new IOException("process " + pid + " did not tell its classes within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Lines are "num: instances bytes class (module)", the last one "Total instances bytes". */
    private static double column(List<String> lines, String name, int column) {
        for (String line : lines) {
            List<String> cells = List.of(line.trim().split("\\s+"));
            if (cells.size() > column && cells.contains(name)) {
                return Double.parseDouble(cells.get(column));
            }
        }
        return Double.NaN;
    }

    private static double size(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                boolean weights = String.valueOf(inner.getFileName()).contains(WEIGHTS);
                return weights ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // Kafka's index files claim their largest size before they have it.
                boolean claimed = file.toString().endsWith("index");
                bytes.addAndGet(claimed ? 0 : attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Kafka deletes segments while this goes through the folder.
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
