package io.slipstream.app.deployment;

import static io.slipstream.app.deployment.DeploymentFiles.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose files: what every container of them must have. */
class ComposeTest {
    private static final Path COMPOSE = Path.of("..", "compose");
    private static final Set<String> OURS = Set.of("topics", "learner", "actor", "monitor");

    private final Map<?, ?> services = services("compose.yaml");

    @Test
    void shouldNameAnImageWithItsVersionForEveryService() {
        assertThat(services.keySet().stream().map(String::valueOf).toList())
                .containsExactlyInAnyOrder("kafka", "topics", "learner", "actor", "monitor", "prometheus", "grafana");
        services.forEach((name, service) -> assertThat(in(service, "image").toString())
                .as("image of %s", name)
                .matches("[a-z/-]+:[a-z0-9.]+"));
    }

    @Test
    void shouldRunEveryServiceFromItsOwnImage() {
        Map.of("topics", "monitor", "learner", "learner", "actor", "actor", "monitor", "monitor")
                .forEach((service, image) -> {
                    assertThat(in(in(services, service), "image")).isEqualTo("slipstream-" + image + ":dev");
                    assertThat(in(in(in(services, service), "build"), "target")).isEqualTo(image);
                });
    }

    @Test
    void shouldCheckTheHealthOfEveryServiceThatStays() {
        services.forEach((name, service) -> {
            if (!name.equals("topics")) {
                assertThat((List<?>) in(in(service, "healthcheck"), "test"))
                        .as("health check of %s", name)
                        .hasSizeGreaterThan(OURS.contains(name) ? 1 : 2);
            }
        });
    }

    /** The job's catalogue is the code's: it runs the command that creates Topics.all() and is told no names. */
    @Test
    void shouldMakeTheCatalogueBeforeAnyServiceStarts() {
        assertThat(in(in(services, "topics"), "command")).isEqualTo(List.of("topics", "--create"));
        for (String service : List.of("learner", "actor", "monitor")) {
            assertThat(in(in(in(in(services, service), "depends_on"), "topics"), "condition"))
                    .isEqualTo("service_completed_successfully");
        }
        assertThat(in(in(in(in(services, "topics"), "depends_on"), "kafka"), "condition"))
                .isEqualTo("service_healthy");
    }

    @Test
    void shouldTakeAllRightsFromOurContainers() {
        for (String name : OURS) {
            Object service = in(services, name);
            assertThat(in(service, "read_only")).as(name).isEqualTo(true);
            assertThat(in(service, "cap_drop")).as(name).isEqualTo(List.of("ALL"));
            assertThat(in(service, "security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.gpu.yaml", "compose.signed.yaml", "compose.three-brokers.yaml"})
    void shouldListenOnThisMachineOnly(String file) {
        services(file).forEach((name, service) -> {
            if (((Map<?, ?>) service).get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .as("ports of %s in %s", name, file)
                        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void shouldGiveTheLearnerAGpuInTheGpuFile() {
        Object learner = in(services("compose.gpu.yaml"), "learner");
        Object reserved = in(in(in(in(learner, "deploy"), "resources"), "reservations"), "devices");
        assertThat(reserved).isEqualTo(List.of(Map.of("driver", "nvidia", "count", 1, "capabilities", List.of("gpu"))));
        assertThat(in(in(in(learner, "build"), "args"), "MAVEN_ARGUMENTS")).isEqualTo("-Pcuda");
        assertThat(in(in(learner, "build"), "target")).isEqualTo("learner-cuda");
        assertThat(in(in(learner, "environment"), "SLIPSTREAM_LEARNER_DEVICE")).isEqualTo("gpu");
    }

    @Test
    void shouldGiveTheSigningKeyToTheLearnerAlone() {
        Map<?, ?> signed = services("compose.signed.yaml");
        assertThat(in(in(signed, "learner"), "secrets")).isEqualTo(List.of("signing-key", "trusted-key"));
        for (String service : List.of("learner", "actor", "monitor")) {
            assertThat(in(in(in(signed, service), "environment"), "SLIPSTREAM_MODELS_TRUSTED_KEYS"))
                    .isEqualTo("/run/secrets/trusted-key");
            if (!service.equals("learner")) {
                assertThat(in(in(signed, service), "secrets")).isEqualTo(List.of("trusted-key"));
            }
        }
    }

    @Test
    void shouldReplicateEverythingOnThreeBrokers() {
        Map<?, ?> replicated = services("compose.three-brokers.yaml");
        List<String> brokers = List.of("kafka", "kafka-2", "kafka-3");
        for (String broker : brokers) {
            Object environment = in(in(replicated, broker), "environment");
            assertThat(in(environment, "KAFKA_MIN_INSYNC_REPLICAS")).isEqualTo("2");
            assertThat(in(environment, "KAFKA_DEFAULT_REPLICATION_FACTOR")).isEqualTo("3");
            assertThat(in(environment, "KAFKA_CONTROLLER_QUORUM_VOTERS").toString())
                    .contains(in(environment, "KAFKA_NODE_ID") + "@" + broker + ":9093");
        }
        for (String service : OURS) {
            assertThat(in(in(in(replicated, service), "environment"), "SLIPSTREAM_BOOTSTRAP_SERVERS"))
                    .isEqualTo("kafka:9092,kafka-2:9092,kafka-3:9092");
        }
    }

    private static Map<?, ?> services(String file) {
        Map<?, ?> document = DeploymentFiles.documents(DeploymentFiles.read(COMPOSE.resolve(file)))
                .get(0);
        return (Map<?, ?>) in(document, "services");
    }
}
