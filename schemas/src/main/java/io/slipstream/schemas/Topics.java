package io.slipstream.schemas;

import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.schemas.avro.WeightsChunk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The catalogue: every topic Slipstream reads or writes. */
public final class Topics {

    /** The prefix of topic names unless a deployment sets another. */
    public static final String DEFAULT_PREFIX = "slipstream";

    private static final int ORDINARY = 1 << 20;
    private static final int LARGE = 4 << 20;
    private static final int LARGEST = 16 << 20;
    private static final long REPLAY_LOG_BYTES = 2L << 30;
    private static final int REPLAY_PARTITIONS = 4;

    /** What happened in the environments: the replay log. */
    public static final Topic<TransitionSegment> TRANSITIONS = new Topic<>(
            "transitions.v1",
            REPLAY_PARTITIONS,
            TransitionSegment.class,
            "fleet/actor/environment",
            Retention.ofBytes(REPLAY_LOG_BYTES),
            LARGE);

    /** How episodes ended. */
    public static final Topic<EpisodeSummary> EPISODES = new Topic<>(
            "episodes.v1",
            REPLAY_PARTITIONS,
            EpisodeSummary.class,
            "fleet/actor/environment",
            Retention.ofBytes(REPLAY_LOG_BYTES),
            ORDINARY);

    /** The mismatch of every window. */
    public static final Topic<MismatchReport> MISMATCH =
            new Topic<>("mismatch.v1", 1, MismatchReport.class, "fleet", Retention.of(Duration.ofDays(365)), ORDINARY);

    /** Which part is to be updated, and why. */
    public static final Topic<FinetuneDecision> DECISIONS =
            new Topic<>("decisions.v1", 1, FinetuneDecision.class, "fleet", Retention.forEver(), ORDINARY);

    /** Manifests of model versions. */
    public static final Topic<ModelVersion> MODELS =
            new Topic<>("models.v1", 1, ModelVersion.class, "fleet/version", Retention.compact(), LARGE);

    /** Weights in chunks, named by their hash. */
    public static final Topic<WeightsChunk> WEIGHTS =
            new Topic<>("weights.v1", 1, WeightsChunk.class, "sha-256/chunk", Retention.compact(), LARGE);

    /** Which version a fleet drives, and every verdict on a trial. */
    public static final Topic<Deployment> DEPLOYMENTS =
            new Topic<>("deployments.v1", 1, Deployment.class, "fleet", Retention.forEver(), ORDINARY);

    /** What the learner does. */
    public static final Topic<LearningReport> LEARNING =
            new Topic<>("learning.v1", 1, LearningReport.class, "fleet", Retention.of(Duration.ofDays(7)), ORDINARY);

    /** What people and the demo ask for. Who starts reads back what still holds, such as a pause: none may be gone by then. */
    public static final Topic<Command> COMMANDS =
            new Topic<>("commands.v1", 1, Command.class, "fleet", Retention.forEver(), ORDINARY);

    /** Alarms that went off, and that they ended. */
    public static final Topic<Alarm> ALARMS =
            new Topic<>("alarms.v1", 1, Alarm.class, "fleet/rule", Retention.of(Duration.ofDays(365)), ORDINARY);

    /** Records that could not be used, and why. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "dead-letters.v1",
            1,
            DeadLetter.class,
            "source topic/partition/offset",
            Retention.of(Duration.ofDays(28)),
            LARGEST);

    /** What a few environments look like now and then, for people. */
    public static final Topic<Scene> SCENES = new Topic<>(
            "scenes.v1", 1, Scene.class, "fleet/actor/environment", Retention.of(Duration.ofHours(1)), ORDINARY);

    private static final List<Topic<?>> ALL = List.of(
            TRANSITIONS,
            EPISODES,
            MISMATCH,
            DECISIONS,
            MODELS,
            WEIGHTS,
            DEPLOYMENTS,
            LEARNING,
            COMMANDS,
            ALARMS,
            DEAD_LETTERS,
            SCENES);

    private Topics() {}

    /** Every topic, in the order of the design. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /**
     * Finds a topic by its full name.
     *
     * @param prefix the deployment's topic prefix
     * @param name full name
     * @return the topic, empty when the catalogue has none of that name
     */
    public static Optional<Topic<?>> byName(String prefix, String name) {
        return ALL.stream().filter(topic -> topic.name(prefix).equals(name)).findFirst();
    }
}
