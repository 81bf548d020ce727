package io.slipstream.app.access;

import io.slipstream.learner.LearnerService;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access control list of a deployment: for every user what it needs and nothing else. Reading and writing imply
 * describing, so that describing is not listed.
 */
public final class AccessList {
    private static final String ANY_HOST = "*";

    private final Config config;

    /**
     * Creates the list of a deployment.
     *
     * @param config prefix and fleet
     */
    public AccessList(Config config) {
        this.config = config;
    }

    /** What all users may do. */
    public List<AclBinding> all() {
        return Arrays.stream(LogUser.values())
                .flatMap(user -> of(user).stream())
                .toList();
    }

    /**
     * What a user may do.
     *
     * @param user whose list it is
     */
    public List<AclBinding> of(LogUser user) {
        List<AclBinding> bindings = new ArrayList<>();
        user.reads().forEach(topic -> bindings.add(topic(user, topic, AclOperation.READ)));
        user.writes().forEach(topic -> bindings.add(topic(user, topic, AclOperation.WRITE)));
        switch (user) {
            case LEARNER -> bindings.add(transactions(user));
            case MONITOR -> bindings.addAll(streams(user));
            case ACTOR, OPERATOR -> {
                // Neither groups nor transactions.
            }
        }
        return List.copyOf(bindings);
    }

    private AclBinding topic(LogUser user, Topic<?> topic, AclOperation operation) {
        String name = topic.name(config.get(CommonSettings.TOPICS_PREFIX));
        return allow(user, ResourceType.TOPIC, PatternType.LITERAL, name, operation);
    }

    private AclBinding transactions(LogUser user) {
        String id = LearnerService.transactionalId(config.get(CommonSettings.FLEET));
        return allow(user, ResourceType.TRANSACTIONAL_ID, PatternType.LITERAL, id, AclOperation.WRITE);
    }

    /** Kafka Streams makes, fills, empties and reads its own topics below its application's name. */
    private List<AclBinding> streams(LogUser user) {
        String application = MonitorSettings.of(config).applicationId();
        List<AclBinding> bindings = new ArrayList<>();
        for (AclOperation operation :
                List.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)) {
            bindings.add(allow(user, ResourceType.TOPIC, PatternType.PREFIXED, application, operation));
        }
        bindings.add(allow(user, ResourceType.GROUP, PatternType.LITERAL, application, AclOperation.READ));
        bindings.add(allow(user, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, application, AclOperation.WRITE));
        return bindings;
    }

    private static AclBinding allow(
            LogUser user, ResourceType type, PatternType pattern, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user.user(), ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
