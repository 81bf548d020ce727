package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object under k8s/ against a client library's classes, and every overlay as kustomize composes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesTest {
    private static final Path K8S = Path.of("..", "k8s").toAbsolutePath().normalize();
    private static final Set<String> NO_OBJECTS = Set.of("kustomization.yaml", "slipstream.yaml", "identity.yaml");

    /** Overlays that were composed; a process is dear. */
    private final Map<String, List<HasMetadata>> composed = new HashMap<>();

    @Test
    void shouldHaveOnlyFieldsThatKubernetesKnows() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (Stream<Path> files = Files.walk(K8S)) {
            for (Path file : files.filter(KubernetesTest::holdsObjects).toList()) {
                assertThat(KubernetesObjects.strict(DeploymentFiles.read(file)))
                        .as("objects of %s", file)
                        .isNotEmpty()
                        .allSatisfy(object ->
                                assertThat(object.getMetadata().getName()).isNotBlank())
                        .satisfies(objects::addAll);
            }
        }
        assertThat(objects).hasSizeGreaterThan(40);
    }

    @Test
    void shouldRefuseAFieldThatIsNone() {
        String deployment =
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {contaners: []}}}\n";
        assertThatThrownBy(() -> KubernetesObjects.strict(deployment)).hasMessageContaining("contaners");
        String user =
                "apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: {name: a}\nspec: {authorisation: {type: simple}}\n";
        assertThatThrownBy(() -> KubernetesObjects.strict(user)).hasMessageContaining("authorisation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production", "gpu"})
    void shouldComposeEveryOverlayOfHardenedPods(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = pods(overlay);
        assertThat(pods).containsKeys("actor", "learner", "monitor");
        pods.forEach((name, template) -> {
            PodSpec pod = template.getSpec();
            assertThat(pod.getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            pod.getContainers().forEach(container -> assertHardened(name, container));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production", "gpu"})
    void shouldRunEveryServiceFromItsOwnImageOfAVersion(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = pods(overlay);
        for (String service : List.of("actor", "learner", "monitor")) {
            Container container = Objects.requireNonNull(pods.get(service))
                    .getSpec()
                    .getContainers()
                    .get(0);
            String cuda = overlay.equals("gpu") && service.equals("learner") ? "-cuda" : "";
            assertThat(container.getImage()).matches("slipstream-" + service + cuda + ":[a-z0-9.]+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void shouldProbeLimitAndBudgetEveryService(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = pods(overlay);
        List<Map<String, String>> budgets = objects(overlay, PodDisruptionBudget.class).stream()
                .map(budget -> budget.getSpec().getSelector())
                .map(LabelSelector::getMatchLabels)
                .toList();
        for (String service : List.of("actor", "learner", "monitor")) {
            PodTemplateSpec template = Objects.requireNonNull(pods.get(service));
            Container container = template.getSpec().getContainers().get(0);
            assertThat(container.getStartupProbe()).as(service).isNotNull();
            assertThat(container.getReadinessProbe()).as(service).isNotNull();
            assertThat(container.getLivenessProbe()).as(service).isNotNull();
            assertThat(container.getResources().getRequests()).as(service).containsKeys("cpu", "memory");
            assertThat(template.getSpec().getServiceAccountName()).isEqualTo(service);
            assertThat(budgets)
                    .as("budget of %s", service)
                    .anyMatch(labels ->
                            template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "gpu"})
    void shouldGiveEveryServiceTheSecretOfItsOwnUserOnly(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = pods(overlay);
        List<String> users = objects(overlay, KafkaUser.class).stream()
                .map(user -> user.getMetadata().getName())
                .toList();
        for (String service : List.of("actor", "learner", "monitor")) {
            List<String> secrets = Objects.requireNonNull(pods.get(service)).getSpec().getVolumes().stream()
                    .filter(volume -> volume.getSecret() != null)
                    .map((Volume volume) -> volume.getSecret().getSecretName())
                    .toList();
            assertThat(secrets).as("secrets of %s", service).containsExactlyInAnyOrderElementsOf(secretsOf(service));
            assertThat(users).contains("slipstream-" + service);
        }
    }

    private static List<String> secretsOf(String service) {
        List<String> secrets = new ArrayList<>(List.of("slipstream-cluster-ca-cert", "slipstream-" + service));
        if (service.equals("learner")) {
            secrets.add("slipstream-signing");
        } else if (service.equals("monitor")) {
            secrets.add("slipstream-steering-people");
        }
        return secrets;
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "gpu"})
    void shouldGiveEveryServiceTheKeysThatItTrusts(String overlay) throws Exception {
        pods(overlay)
                .forEach((service, pod) -> assertThat(pod.getSpec().getVolumes())
                        .as(service)
                        .anyMatch(volume -> volume.getConfigMap() != null
                                && volume.getConfigMap().getName().equals("slipstream-trusted-keys")
                                && volume.getConfigMap().getOptional() == null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production", "gpu"})
    void shouldKeepTheSteeringTokenInASecretThatNeedNotBeThere(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = pods(overlay);
        pods.forEach((service, pod) -> {
            List<SecretKeySelector> tokens = pod.getSpec().getContainers().get(0).getEnv().stream()
                    .filter(variable -> variable.getName().equals("SLIPSTREAM_WEB_TOKEN"))
                    .map(variable -> variable.getValueFrom().getSecretKeyRef())
                    .toList();
            assertThat(tokens).as(service).hasSize(service.equals("monitor") ? 1 : 0);
            assertThat(tokens).allSatisfy(token -> {
                assertThat(token.getName()).isEqualTo("slipstream-steering");
                assertThat(token.getOptional()).isTrue();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production", "gpu"})
    void shouldNeverRunTwoLearners(String overlay) throws Exception {
        assertThat(objects(overlay, Deployment.class))
                .filteredOn(deployment -> deployment.getMetadata().getName().equals("learner"))
                .singleElement()
                .satisfies(learner -> {
                    assertThat(learner.getSpec().getStrategy().getType()).isEqualTo("Recreate");
                    assertThat(learner.getSpec().getReplicas()).isEqualTo(1);
                });
    }

    @Test
    void shouldAskForOneGpu() throws Exception {
        PodSpec learner = Objects.requireNonNull(pods("gpu").get("learner")).getSpec();
        assertThat(learner.getContainers().get(0).getResources().getLimits().get("nvidia.com/gpu"))
                .hasToString("1");
        assertThat(learner.getContainers().get(0).getEnv())
                .anyMatch(variable ->
                        variable.getName().equals("SLIPSTREAM_LEARNER_DEVICE") && "gpu".equals(variable.getValue()));
        assertThat(learner.getTolerations()).anyMatch(toleration -> "nvidia.com/gpu".equals(toleration.getKey()));
    }

    private static void assertHardened(String pod, Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                .as(pod)
                .isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .as(pod)
                .containsExactly("ALL");
        assertThat(container.getResources().getLimits()).as(pod).containsKey("memory");
        // Kafka's own image writes its configuration beside its scripts.
        if (!pod.equals("kafka")) {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .as(pod)
                    .isTrue();
        }
    }

    private Map<String, PodTemplateSpec> pods(String overlay) throws Exception {
        Map<String, PodTemplateSpec> pods = new HashMap<>();
        objects(overlay, Deployment.class)
                .forEach(object -> pods.put(
                        object.getMetadata().getName(), object.getSpec().getTemplate()));
        objects(overlay, StatefulSet.class)
                .forEach(object -> pods.put(
                        object.getMetadata().getName(), object.getSpec().getTemplate()));
        objects(overlay, Job.class)
                .forEach(object -> pods.put(
                        object.getMetadata().getName(), object.getSpec().getTemplate()));
        return pods;
    }

    private <T extends HasMetadata> List<T> objects(String overlay, Class<T> type) throws Exception {
        List<HasMetadata> objects = composed.get(overlay);
        if (objects == null) {
            objects = KubernetesObjects.strict(
                    Kustomize.render(K8S.resolve("overlays").resolve(overlay)));
            composed.put(overlay, objects);
        }
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static boolean holdsObjects(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") && !NO_OBJECTS.contains(name);
    }
}
