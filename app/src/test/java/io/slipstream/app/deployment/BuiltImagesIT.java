package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the images that {@code ./mvnw -Pimages verify} has built; what is in them goes to target/images/contents.md, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltImagesIT {
    private static final Path IMAGES = Path.of("target", "images");
    private static final String OURS = "/opt/slipstream/";
    /** With the CPU's libtorch and without a base; libtorch itself is 105 MiB of the actor's and the learner's. */
    private static final long MOST_MEBIBYTES = 190;

    private static final long MOST_OF_MONITOR_MEBIBYTES = 75;
    private final StringBuilder contents =
            new StringBuilder("| image | layer | files | MB | as it travels, MB |\n|---|---|---|---|---|\n");

    @BeforeAll
    void requireImages() {
        assertThat(IMAGES.resolve("learner.tar"))
                .as("built by the profile images")
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "learner", "monitor"})
    void shouldHoldWhatItsServiceNeedsAndNoMore(String service) throws Exception {
        BuiltImage image = built(service);
        List<String> paths = image.items().stream().map(BuiltImage.Item::path).toList();

        assertThat(paths).contains(OURS + "entrypoint", OURS + "healthy");
        assertThat(paths).anyMatch(path -> path.matches(OURS + "classpath/slipstream-app-.*\\.jar"));
        for (String module : List.of("schemas", "runtime", "actor", "learner", "monitor")) {
            assertThat(paths).anyMatch(path -> path.matches(OURS + "libs/slipstream-" + module + "-.*\\.jar"));
        }
        assertThat(paths.contains(OURS + "models/rtm03-small/manifest.json")).isEqualTo(service.equals("learner"));
        for (String glob : Objects.requireNonNull(ImageFiles.leftOut().get(service))) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            assertThat(paths).as(glob).noneMatch(path -> matcher.matches(Path.of(path)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "learner", "monitor"})
    void shouldRunAsAUserWithoutRightsOnFilesThatItCannotChange(String service) throws Exception {
        BuiltImage image = built(service);
        assertThat(image.config().at("/config/User").asText()).isEqualTo("10001:10001");
        assertThat(image.config().at("/config/Entrypoint/0").asText()).isEqualTo(OURS + "entrypoint");
        assertThat(image.items())
                .filteredOn(
                        item -> Set.of(OURS + "entrypoint", OURS + "healthy").contains(item.path()))
                .hasSize(2)
                .allMatch(item -> item.mode() == 0755);
        assertThat(image.items())
                .filteredOn(item -> item.path().startsWith(OURS))
                .noneMatch(item -> (item.mode() & 0022) != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "learner", "monitor"})
    void shouldStaySmallAndTheSame(String service) throws Exception {
        BuiltImage image = built(service);
        assertThat(image.config().get("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
        long bytes =
                image.layers().stream().mapToLong(BuiltImage.Layer::unpacked).sum();
        boolean cuda = image.items().stream().anyMatch(item -> item.path().contains("pytorch-native-cu"));
        assertThat(cuda ? 0 : bytes >> 20)
                .as("MiB of the %s over its base", service)
                .isLessThan(service.equals("monitor") ? MOST_OF_MONITOR_MEBIBYTES : MOST_MEBIBYTES);
        write(service, image);
    }

    private void write(String service, BuiltImage image) throws IOException {
        for (int i = 0; i < image.layers().size(); i++) {
            BuiltImage.Layer layer = image.layers().get(i);
            contents.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.1f | %.1f |%n",
                    service,
                    image.config().at("/history/" + i + "/comment").asText(),
                    layer.items().size(),
                    layer.unpacked() / 1e6,
                    layer.bytes() / 1e6));
        }
        Files.writeString(IMAGES.resolve("contents.md"), contents);
    }

    private static BuiltImage built(String service) throws IOException {
        Path tar = IMAGES.resolve(service + ".tar");
        // With -Pcuda there is the learner alone.
        assumeTrue(Files.exists(tar), "no image of the " + service + " was built");
        return BuiltImage.read(tar);
    }
}
