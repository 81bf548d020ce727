package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.cli.SettingsCatalogue;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentFilesTest {
    // Surefire runs in the module's folder.
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final DeploymentFiles files = new DeploymentFiles(ROOT);

    @Test
    void shouldNameOnlyTopicsOfTheCatalogue() {
        List<String> known = Topics.all().stream()
                .map((Topic<?> topic) -> topic.name(Topics.DEFAULT_PREFIX))
                .toList();
        assertThat(files.yaml()).hasSizeGreaterThan(5);
        for (Path file : files.yaml()) {
            assertThat(known)
                    .as("topics named in %s", file)
                    .containsAll(DeploymentFiles.topicNames(DeploymentFiles.read(file)));
        }
    }

    @Test
    void shouldFindAWrongTopicName() {
        assertThat(DeploymentFiles.topicNames("topic: slipstream.transition.v1\n"))
                .containsExactly("slipstream.transition.v1");
        assertThat(DeploymentFiles.topicNames("apiVersion: apps/v1\nimage: apache/kafka:4.3.1\n"))
                .isEmpty();
    }

    @Test
    void shouldSetOnlySettingsThatExist() {
        for (Path file : files.yaml()) {
            Map<String, String> environment = files.slipstreamEnvironment(file);
            assertThat(new ConfigLoader(SettingsCatalogue.all())
                            .environment(environment)
                            .load())
                    .as("environment in %s", file)
                    .isNotNull();
        }
    }

    @Test
    void shouldSetOnlySettingsThatExistInTheSettingsFiles() {
        assertThat(settings("k8s/base/slipstream.yaml")).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(settings("k8s/overlays/production/slipstream.yaml"))
                .containsEntry("client.properties", "Optional[/etc/slipstream/settings/client.properties]");
    }

    private static Map<String, String> settings(String file) {
        return new ConfigLoader(SettingsCatalogue.all())
                .file(ROOT.resolve(file))
                .load()
                .describe();
    }

    @Test
    void shouldRunTheKafkaThatTheCodeIsBuiltWith() {
        String pom = DeploymentFiles.read(ROOT.resolve("pom.xml"));
        String version = pom.replaceAll("(?s).*<kafka.version>(.*?)</kafka.version>.*", "$1");
        for (String file : List.of("compose/compose.yaml", "k8s/overlays/dev/kafka.yaml")) {
            assertThat(DeploymentFiles.read(ROOT.resolve(file))).contains("image: apache/kafka:" + version);
        }
    }
}
