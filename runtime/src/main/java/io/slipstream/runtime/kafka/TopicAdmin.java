package io.slipstream.runtime.kafka;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of the catalogue and tells what is there. */
public final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

    private final Admin admin;
    private final String prefix;
    private final Optional<Short> replication;
    private final long replayBytes;

    /**
     * Creates an administrator of topics.
     *
     * @param admin stays the caller's to close
     * @param config prefix, replication and size of the replay log
     */
    public TopicAdmin(Admin admin, Config config) {
        this.admin = admin;
        this.prefix = config.get(CommonSettings.TOPICS_PREFIX);
        this.replayBytes = (long) config.get(CommonSettings.TOPICS_REPLAY_MEGABYTES) << 20;
        int copies = config.get(CommonSettings.TOPICS_REPLICATION);
        this.replication = copies < 1 ? Optional.empty() : Optional.of((short) copies);
    }

    /**
     * Creates the topics that are missing and leaves the others as they are. A topic that this user may not even see is
     * none it needs, and is passed over.
     *
     * @param topics of the catalogue
     * @return full names of those created
     * @throws TopicAuthorizationException if one is missing and this user may not create it
     */
    public List<String> ensure(Collection<? extends Topic<?>> topics) {
        List<NewTopic> wanted = missing(topics).stream().map(this::newTopic).toList();
        List<String> created = new ArrayList<>();
        admin.createTopics(wanted).values().forEach((name, future) -> {
            if (created(future)) {
                created.add(name);
            }
        });
        if (!created.isEmpty()) {
            LOG.info("created topics {}", created);
        }
        return created.stream().sorted().toList();
    }

    /**
     * Describes topics.
     *
     * @param topics of the catalogue
     * @return description by full name; those that do not exist are left out
     */
    public Map<String, TopicDescription> describe(Collection<? extends Topic<?>> topics) {
        List<String> names = topics.stream().map(topic -> topic.name(prefix)).toList();
        return admin.describeTopics(names).topicNameValues().entrySet().stream()
                .flatMap(entry -> existing(entry.getValue()).stream())
                .collect(Collectors.toMap(TopicDescription::name, description -> description));
    }

    // Asked first: a user with no more rights than it needs may not even try to create what is there.
    private List<? extends Topic<?>> missing(Collection<? extends Topic<?>> topics) {
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        topics.stream().map(topic -> topic.name(prefix)).toList())
                .topicNameValues();
        return topics.stream()
                .filter(topic -> missing(Objects.requireNonNull(found.get(topic.name(prefix)))))
                .toList();
    }

    private static boolean missing(KafkaFuture<TopicDescription> future) {
        try {
            return existing(future).isEmpty();
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(prefix), Optional.of(topic.partitions()), replication)
                .configs(topic.settings(replayBytes));
    }

    private static boolean created(KafkaFuture<Void> future) {
        try {
            await(future);
            return true;
        } catch (TopicExistsException e) {
            return false;
        } catch (TopicAuthorizationException e) {
            throw new TopicAuthorizationException(
                    "a topic is missing and this user may not create it; create the catalogue with `slipstream topics --create` as a user who may",
                    e.unauthorizedTopics());
        }
    }

    private static Optional<TopicDescription> existing(KafkaFuture<TopicDescription> future) {
        try {
            return Optional.of(await(future));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
