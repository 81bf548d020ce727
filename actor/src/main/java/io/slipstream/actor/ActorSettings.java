package io.slipstream.actor;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an actor is told.
 *
 * @param fleet fleet name
 * @param topicsPrefix prefix of topic names
 * @param name actor name, unique within the fleet
 * @param environments environments stepped together
 * @param segmentLength T, steps of a segment
 * @param pace environment steps per second; 0 for as fast as possible
 * @param domain what kind of world is driven in
 * @param task task id to start with unless a command on the log names one
 * @param shift shift id to start with unless a command on the log names one
 * @param catalogue files with tasks, shifts and schedules of one's own
 * @param model model folder to drive when the log has no version of the fleet
 * @param modelWait how long to wait for a version when there is no folder either
 * @param maxInFlight most segments and episodes on their way to the broker
 * @param maxLearnerLag records that the learner may be behind the log before driving waits for it; 0 for any number
 * @param greedy whether to take the likeliest action instead of a sampled one
 * @param demonstrations share of the environments in which a rule-based driver shows what can be done
 * @param seed of environments and of sampled actions
 * @param stepTimeout the environments hang when one step of theirs takes longer
 * @param filmed environments that are filmed for people to look at
 * @param filmInterval from one clip of an environment to the next, at least
 */
public record ActorSettings(
        String fleet,
        String topicsPrefix,
        String name,
        int environments,
        int segmentLength,
        double pace,
        DomainName domain,
        String task,
        String shift,
        List<Path> catalogue,
        Optional<Path> model,
        Duration modelWait,
        int maxInFlight,
        long maxLearnerLag,
        boolean greedy,
        double demonstrations,
        long seed,
        Duration stepTimeout,
        int filmed,
        Duration filmInterval) {

    /** Actor name. */
    public static final Setting<String> NAME =
            new Setting<>("actor.name", SettingType.name(), "actor-1", "Name of the actor, unique within its fleet.");

    /** Environments. */
    public static final Setting<Integer> ENVIRONMENTS = new Setting<>(
            "actor.environments", SettingType.integer(1, 4096), 64, "Environments that are stepped together.");

    /** Segment length. */
    public static final Setting<Integer> SEGMENT_LENGTH =
            new Setting<>("actor.segment-length", SettingType.integer(1, 1024), 32, "Steps of a segment.");

    /** Pace. */
    public static final Setting<Double> PACE = new Setting<>(
            "actor.pace",
            SettingType.decimal(0, 1e9),
            0.0,
            "Environment steps per second over all environments; 0 is as fast as possible.");

    /** Domain. */
    public static final Setting<DomainName> DOMAIN = new Setting<>(
            "actor.domain",
            SettingType.oneOf(DomainName.class),
            DomainName.DRIVING,
            "What kind of world is driven in: driving, classic (CartPole, Pendulum), sumo (SUMO's traffic), or gateway, where environments connect.");

    /** Task. */
    public static final Setting<String> TASK = new Setting<>(
            "actor.task",
            SettingType.text(),
            "RTM03",
            "Task to drive unless a command, now or earlier on the log, names another.");

    /** Shift. */
    public static final Setting<String> SHIFT = new Setting<>(
            "actor.shift",
            SettingType.text(),
            "C0",
            "Shift to drive under unless a command, now or earlier on the log, names another.");

    /** Tasks, shifts and schedules of one's own. */
    public static final Setting<List<Path>> CATALOGUE = new Setting<>(
            "actor.catalogue",
            SettingType.list(SettingType.path()),
            List.of(),
            "YAML files whose tasks, shifts and schedules add to those that come with Slipstream, or override them.");

    /** Model to begin with. */
    public static final Setting<Optional<Path>> MODEL = new Setting<>(
            "actor.model",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Model folder to drive as version 1 when the log has no version of the fleet; unset waits for one.");

    /** Wait for a model. */
    public static final Setting<Duration> MODEL_WAIT = new Setting<>(
            "actor.model-wait",
            SettingType.duration(),
            Duration.ofSeconds(60),
            "How long a start waits for a model version on the log when no model folder is set.");

    /** Back-pressure. */
    public static final Setting<Integer> MAX_IN_FLIGHT = new Setting<>(
            "actor.max-in-flight",
            SettingType.integer(1, 1_000_000),
            512,
            "Most records on their way to the broker; driving waits above it, nothing is dropped.");

    /** Admission. */
    public static final Setting<Integer> MAX_LEARNER_LAG = new Setting<>(
            "actor.max-learner-lag",
            SettingType.integer(0, 1_000_000_000),
            20_000,
            "Records that the learner may be behind the log before driving waits for it, so that it never trains on versions long"
                    + " gone; 0 for any number. Without a learner, or when it falls silent, driving goes on.");

    /** Greedy. */
    public static final Setting<Boolean> GREEDY = new Setting<>(
            "actor.greedy",
            SettingType.flag(),
            false,
            "Whether to take the likeliest action instead of a sampled one.");

    /** Demonstrations. */
    public static final Setting<Double> DEMONSTRATIONS = new Setting<>(
            "actor.demonstrations",
            SettingType.decimal(0, 0.5),
            0.125,
            "Share of the environments in which a rule-based driver acts, as version 0, where the domain has one: what a policy that"
                    + " earns clearly less learns from. 0 for none.");

    /** Seed. */
    public static final Setting<Long> SEED = new Setting<>(
            "actor.seed",
            SettingType.longInteger(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            "Seed of the environments and of sampled actions.");

    /** Environments that hang. */
    public static final Setting<Duration> STEP_TIMEOUT = new Setting<>(
            "actor.step-timeout",
            SettingType.duration(),
            Duration.ofSeconds(60),
            "A step of the environments that takes longer than this hangs: the actor is unhealthy then, and its process ends.");

    /** Environments that people can look at. */
    public static final Setting<Integer> SCENES = new Setting<>(
            "actor.scenes",
            SettingType.integer(0, 64),
            4,
            "Environments of this actor that are shown on the live page, with what the world model imagined; 0 for none.");

    /** How often. */
    public static final Setting<Duration> SCENE_INTERVAL = new Setting<>(
            "actor.scene-interval",
            SettingType.duration(),
            Duration.ofSeconds(3),
            "Least time from one clip of these environments, three seconds of driving, to the next.");

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                NAME,
                ENVIRONMENTS,
                SEGMENT_LENGTH,
                PACE,
                DOMAIN,
                TASK,
                SHIFT,
                CATALOGUE,
                MODEL,
                MODEL_WAIT,
                MAX_IN_FLIGHT,
                MAX_LEARNER_LAG,
                GREEDY,
                DEMONSTRATIONS,
                SEED,
                STEP_TIMEOUT,
                SCENES,
                SCENE_INTERVAL);
    }

    /** The settings in a configuration. */
    public static ActorSettings from(Config config) {
        return new ActorSettings(
                config.get(CommonSettings.FLEET),
                config.get(CommonSettings.TOPICS_PREFIX),
                config.get(NAME),
                config.get(ENVIRONMENTS),
                config.get(SEGMENT_LENGTH),
                config.get(PACE),
                config.get(DOMAIN),
                config.get(TASK),
                config.get(SHIFT),
                config.get(CATALOGUE),
                config.get(MODEL),
                config.get(MODEL_WAIT),
                config.get(MAX_IN_FLIGHT),
                config.get(MAX_LEARNER_LAG),
                config.get(GREEDY),
                config.get(DEMONSTRATIONS),
                config.get(SEED),
                config.get(STEP_TIMEOUT),
                config.get(SCENES),
                config.get(SCENE_INTERVAL));
    }
}
