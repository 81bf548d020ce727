package io.slipstream.app.deployment;

import io.slipstream.app.access.AccessList;
import io.slipstream.app.access.LogUser;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The catalogue's topics and the access list's users as Strimzi's objects. */
final class StrimziFiles {
    private static final String HEADING = "# Generated from the code; a test compares it. Do not edit.\n";
    private static final Map<ResourceType, String> RESOURCES = Map.of(
            ResourceType.TOPIC, "topic",
            ResourceType.GROUP, "group",
            ResourceType.TRANSACTIONAL_ID, "transactionalId");
    private static final Map<PatternType, String> PATTERNS =
            Map.of(PatternType.LITERAL, "literal", PatternType.PREFIXED, "prefix");
    private static final Map<AclOperation, String> OPERATIONS = Map.of(
            AclOperation.READ, "Read",
            AclOperation.WRITE, "Write",
            AclOperation.CREATE, "Create",
            AclOperation.DELETE, "Delete");

    private StrimziFiles() {}

    static String topics() {
        StringBuilder yaml = new StringBuilder(HEADING);
        for (Topic<?> topic : Topics.all()) {
            yaml.append(head("KafkaTopic", topic.name(Topics.DEFAULT_PREFIX)))
                    .append("  partitions: %d%n  replicas: 3%n  config:%n".formatted(topic.partitions()));
            new TreeMap<>(topic.settings())
                    .forEach((key, value) -> yaml.append("    %s: \"%s\"%n".formatted(key, value)));
        }
        return yaml.toString();
    }

    static String users(AccessList access) {
        StringBuilder yaml = new StringBuilder(HEADING);
        for (LogUser user : LogUser.values()) {
            yaml.append(head("KafkaUser", user.user()))
                    .append("  authentication:\n    type: scram-sha-512\n")
                    .append("  authorization:\n    type: simple\n    acls:\n");
            access.of(user).forEach(binding -> yaml.append(entry(binding)));
        }
        return yaml.toString();
    }

    private static String head(String kind, String name) {
        return """
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: %s
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: slipstream
                spec:
                """.formatted(kind, name);
    }

    private static String entry(AclBinding binding) {
        return "      - {resource: {type: %s, patternType: %s, name: %s}, operations: [%s]}\n"
                .formatted(
                        RESOURCES.get(binding.pattern().resourceType()),
                        PATTERNS.get(binding.pattern().patternType()),
                        binding.pattern().name(),
                        OPERATIONS.get(binding.entry().operation()));
    }
}
