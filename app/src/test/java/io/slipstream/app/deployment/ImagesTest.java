package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image for each service: both ways to make it agree, and what is left out is not missed. */
class ImagesTest {
    private static final String LIBRARIES = "/opt/slipstream/libs/";

    @ParameterizedTest
    @ValueSource(strings = {"actor", "learner", "monitor"})
    void shouldHoldTheSameWhoeverMakesIt(String service) throws Exception {
        List<String> left = Objects.requireNonNull(ImageFiles.leftOut().get(service));
        String stage =
                String.join("\n", Objects.requireNonNull(ImageFiles.stages().get(service)));

        assertThat(stage.contains("/out/torch"))
                .as("libtorch in the image of %s", service)
                .isEqualTo(left.stream().noneMatch(glob -> glob.contains("pytorch-")));
        assertThat(stage.contains("/out/rocksdb"))
                .as("RocksDB in the image of %s", service)
                .isEqualTo(left.stream().noneMatch(glob -> glob.contains("rocksdbjni")));
        assertThat(stage.contains("COPY models")).isEqualTo(service.equals("learner"));
    }

    @Test
    void shouldNeverRunAsRootAndAlwaysTellItsHealth() {
        Map<String, List<String>> stages = ImageFiles.stages();
        assertThat(stages).containsKeys("base", "actor", "learner", "monitor", "learner-cuda");
        for (String stage : List.of("base", "learner-cuda")) {
            assertThat(stages.get(stage))
                    .contains("USER 10001:10001", "ENTRYPOINT [\"/opt/slipstream/entrypoint\"]")
                    .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/opt/slipstream/healthy"));
        }
        for (String service : List.of("actor", "learner", "monitor")) {
            assertThat(stages.get(service))
                    .contains("FROM base AS " + service)
                    .noneMatch(line -> line.contains("USER"));
        }
        Path files = Path.of("..", "compose", "image", "opt", "slipstream");
        assertThat(files.resolve("entrypoint")).isExecutable();
        assertThat(files.resolve("healthy")).isExecutable();
    }

    /** Every jar that is named is there to be left out: a new name would let it in again, unseen. */
    @Test
    void shouldLeaveOutJarsThatThereAre() throws Exception {
        List<String> libraries = libraries().map(ImagesTest::inImage).toList();
        ImageFiles.leftOut().forEach((service, globs) -> {
            for (String glob : globs) {
                assertThat(libraries).as("%s of %s", glob, service).anyMatch(library -> matches(glob, library));
            }
        });
    }

    /** The command loads without them, as far as a service gets where no broker answers. */
    @ParameterizedTest
    @ValueSource(strings = {"actor", "learner", "monitor", "topics"})
    void shouldStartWithoutWhatIsLeftOut(String command) throws Exception {
        String service = command.equals("topics") ? "monitor" : command;
        List<String> left = Objects.requireNonNull(ImageFiles.leftOut().get(service));
        String path = Stream.concat(
                        Stream.of("target/classes"),
                        libraries().filter(library -> left.stream().noneMatch(glob -> matches(glob, inImage(library)))))
                .collect(Collectors.joining(":"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        "io.slipstream.app.Slipstream",
                        command,
                        "--set",
                        "bootstrap.servers=127.0.0.1:1",
                        "--set",
                        "cluster.timeout=1s")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("no Kafka broker answered at 127.0.0.1:1").doesNotContain("NoClassDefFoundError");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Stream<String> libraries() throws IOException {
        return Stream.of(
                Files.readString(Path.of("target", "classpath.txt")).strip().split(":"));
    }

    private static String inImage(String library) {
        return LIBRARIES + Path.of(library).getFileName();
    }

    private static boolean matches(String glob, String library) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(library));
    }
}
