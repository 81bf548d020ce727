package io.slipstream.learner;

import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.train.GroundingSettings;
import io.slipstream.learner.train.GuardSettings;
import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a learner is told.
 *
 * @param fleet fleet name
 * @param topicsPrefix prefix of topic names
 * @param model model folder to start from when the log has no version of the fleet
 * @param folder where the checkpoint is kept
 * @param batch sequences of one update
 * @param length steps of a sequence
 * @param strategy which parts a decision moves
 * @param plan bounds on what a decision sets off
 * @param replayCapacity steps of the replay window
 * @param freshWindow whether a decision makes the window forget what was collected before it
 * @param training how to train
 * @param guard what an update and a version must not go beyond
 * @param checkpointEvery time between two checkpoints
 * @param reportEvery time between two learning reports
 * @param seed of sampling and training
 * @param device where to train
 */
public record LearnerSettings(
        String fleet,
        String topicsPrefix,
        Optional<Path> model,
        Path folder,
        int batch,
        int length,
        Strategy strategy,
        PlanSettings plan,
        long replayCapacity,
        boolean freshWindow,
        TrainingSettings training,
        GuardSettings guard,
        Duration checkpointEvery,
        Duration reportEvery,
        long seed,
        DeviceChoice device) {

    /** Model to begin with. */
    public static final Setting<Optional<Path>> MODEL = new Setting<>(
            "learner.model",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Model folder published as version 1 when the log has no version of the fleet.");

    /** Where the checkpoint lies. */
    public static final Setting<Path> FOLDER = new Setting<>(
            "learner.folder", SettingType.path(), Path.of("data", "learner"), "Folder of the learner's checkpoint.");

    /** The key that versions are signed with. */
    public static final Setting<Optional<Path>> SIGNING_KEY = new Setting<>(
            "learner.signing-key",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "PEM file (PKCS#8) with the Ed25519 private key that versions are signed with, its public half among models.trusted-keys;"
                    + " unset signs nothing.");

    /** Batch size. */
    public static final Setting<Integer> BATCH =
            new Setting<>("learner.batch", SettingType.integer(1, 4096), 16, "Sequences an update trains on.");

    /** Sequence length. */
    public static final Setting<Integer> LENGTH = new Setting<>(
            "learner.length", SettingType.integer(2, 1024), 32, "Steps of a sequence an update trains on.");

    /** Strategy. */
    public static final Setting<Strategy> STRATEGY = new Setting<>(
            "learner.strategy",
            SettingType.oneOf(Strategy.class),
            Strategy.SLIPSTREAM,
            "Which parts a decision moves: slipstream trains what the monitor names, full moves all weights, none trains"
                    + " nothing; see docs/strategies.md.");

    /** Budget of a WORLD_MODEL decision. */
    public static final Setting<Integer> WORLD_MODEL_UPDATES = new Setting<>(
            "learner.world-model.updates-per-decision",
            SettingType.integer(1, 1_000_000),
            100,
            "Updates of the world model's adapter that a WORLD_MODEL decision is worth.");

    /** Budget of a POLICY decision. */
    public static final Setting<Integer> POLICY_UPDATES = new Setting<>(
            "learner.policy.updates-per-decision",
            SettingType.integer(1, 1_000_000),
            300,
            "Updates of the policy that a POLICY decision is worth; in the first third of them it learns from nothing but what is recorded."
                    + " Where it then drives worse than what it imitated there are as many again, once.");

    /** Updates between versions. */
    public static final Setting<Integer> PUBLISH_EVERY = new Setting<>(
            "learner.publish-every",
            SettingType.integer(1, 1_000_000),
            50,
            "Updates between two versions that are published while a decision is carried out; none is while only a critic moves.");

    /** Warm-up. */
    public static final Setting<Long> WARM_UP = new Setting<>(
            "learner.warm-up",
            SettingType.longInteger(0, 1L << 40),
            20_000L,
            "Environment steps that are only collected in a changed world before the first update; those of the windows that a decision rests"
                    + " on count.");

    /** Replay window. */
    public static final Setting<Long> REPLAY_CAPACITY = new Setting<>(
            "learner.replay.capacity",
            SettingType.longInteger(1024, 30_000_000),
            200_000L,
            "Environment steps that the replay window holds; a step takes about 270 bytes of memory.");

    /** Bound on the replay ratio. */
    public static final Setting<Double> REPLAY_RATIO = new Setting<>(
            "learner.replay.ratio-max",
            SettingType.decimal(0.01, 10_000),
            8.0,
            "Most steps trained on per step collected since the decision; training waits for the actors above it.");

    /** Whether to forget. */
    public static final Setting<Boolean> FRESH_WINDOW = new Setting<>(
            "learner.replay.fresh-window",
            SettingType.flag(),
            true,
            "Whether a decision makes the replay window forget what was collected before it, unless nothing has fitted since the last one.");

    /** Learning rate of the world model. */
    public static final Setting<Double> WORLD_MODEL_RATE = new Setting<>(
            "learner.world-model.learning-rate",
            SettingType.decimal(0, 1),
            1e-3,
            "Adam learning rate of the world model's adapter.");

    /** Learning rate of the actor. */
    public static final Setting<Double> ACTOR_RATE = new Setting<>(
            "learner.actor.learning-rate",
            SettingType.decimal(0, 1),
            2e-3,
            "Adam learning rate of the actor's adapter.");

    /** Anchor of the actor. */
    public static final Setting<Double> ANCHOR = new Setting<>(
            "learner.actor.anchor",
            SettingType.decimal(0, 1000),
            0.003,
            "Weight of the KL divergence from the base's policy in dreams; it keeps a policy that still drives, and one that cannot.");

    /** Learning rate of the critic. */
    public static final Setting<Double> CRITIC_RATE = new Setting<>(
            "learner.critic.learning-rate",
            SettingType.decimal(0, 1),
            2e-3,
            "Adam learning rate of the critic, which moves whole and stays with the learner.");

    /** Recorded returns. */
    public static final Setting<Integer> RECALLS = new Setting<>(
            "learner.critic.recalls",
            SettingType.integer(1, 1000),
            GroundingSettings.finetuning().recalls(),
            "Gradient steps of the critic in an update of the policy, each toward what was really earned after recorded steps; of updates that imitate, in every fourth.");

    /** Demonstrations. */
    public static final Setting<Integer> IMITATIONS = new Setting<>(
            "learner.actor.imitations",
            SettingType.integer(0, 1000),
            GroundingSettings.finetuning().imitations(),
            "Gradient steps of the actor toward demonstrations (actor.demonstrations), in an update of the policy, in place of dreams"
                    + " from when they earn clearly more than the policy does until the world changes; 0 for none.");

    /** Rehearsal. */
    public static final Setting<Double> REHEARSAL = new Setting<>(
            "learner.actor.rehearsal",
            SettingType.decimal(0, 1000),
            0.1,
            "Weight of the KL divergence from what the policy did before the world changed, which it must not unlearn; 0 for none.");

    /** Exploding gradients. */
    public static final Setting<Double> GUARD_NORM = new Setting<>(
            "learner.guard.gradient-norm",
            SettingType.decimal(1e-6, 1e30),
            (double) GuardSettings.standard().gradientNorm(),
            "An update whose gradient has a norm above this before clipping, or one that is not finite, is discarded.");

    /** Collapsed policies. */
    public static final Setting<Double> GUARD_ENTROPY = new Setting<>(
            "learner.guard.policy-entropy",
            SettingType.decimal(0, 10),
            GuardSettings.standard().policyEntropy(),
            "No version is made of a policy whose actions over all states, taken together, have fewer nats than this.");

    /** Collapsed posteriors. */
    public static final Setting<Double> GUARD_INFORMATION = new Setting<>(
            "learner.guard.posterior-information",
            SettingType.decimal(0, 1000),
            GuardSettings.standard().posteriorInformation(),
            "No version is made of a world model whose z tells fewer nats of the observation than this.");

    /** Time between checkpoints. */
    public static final Setting<Duration> CHECKPOINT_EVERY = new Setting<>(
            "learner.checkpoint-every",
            SettingType.duration(),
            Duration.ofSeconds(30),
            "Time between two checkpoints; one is also written after every published version and at the end.");

    /** Time between reports. */
    public static final Setting<Duration> REPORT_EVERY = new Setting<>(
            "learner.report-every",
            SettingType.duration(),
            Duration.ofSeconds(2),
            "Time between two learning reports.");

    /** Seed. */
    public static final Setting<Long> SEED = new Setting<>(
            "learner.seed",
            SettingType.longInteger(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            "Seed of sampling and training.");

    /** Device. */
    public static final Setting<DeviceChoice> DEVICE = new Setting<>(
            "learner.device",
            new SettingType<>("auto, cpu, gpu or gpu:N", DeviceChoice::parse, DeviceChoice::text),
            DeviceChoice.AUTO,
            "Where to train: auto takes a GPU where there is one, gpu (the first) and gpu:N refuse to start without it. The CPU alone gives the same bits again.");

    /** Lock-step. */
    public static final Setting<Boolean> LOCKSTEP = new Setting<>(
            "learner.lockstep",
            SettingType.flag(),
            false,
            "Whether to take the log in by timestamps over all partitions, from its beginning, and the next record only when"
                    + " nothing is left to train: a log that no longer grows then always gives the same versions.");

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        List<Setting<?>> own = List.of(
                MODEL,
                FOLDER,
                SIGNING_KEY,
                BATCH,
                LENGTH,
                STRATEGY,
                WORLD_MODEL_UPDATES,
                POLICY_UPDATES,
                PUBLISH_EVERY,
                WARM_UP,
                REPLAY_CAPACITY,
                REPLAY_RATIO,
                FRESH_WINDOW,
                WORLD_MODEL_RATE,
                ACTOR_RATE,
                CRITIC_RATE,
                ANCHOR,
                RECALLS,
                IMITATIONS,
                REHEARSAL,
                GUARD_NORM,
                GUARD_ENTROPY,
                GUARD_INFORMATION,
                CHECKPOINT_EVERY,
                REPORT_EVERY,
                SEED,
                DEVICE,
                LOCKSTEP);
        return Stream.concat(own.stream(), AdapterSettings.all().stream()).toList();
    }

    /** The settings in a configuration. */
    public static LearnerSettings from(Config config) {
        int batch = config.get(BATCH);
        int length = config.get(LENGTH);
        Strategy strategy = config.get(STRATEGY);
        LearningRates rates = new LearningRates(
                config.get(WORLD_MODEL_RATE).floatValue(),
                config.get(ACTOR_RATE).floatValue(),
                config.get(CRITIC_RATE).floatValue());
        return new LearnerSettings(
                config.get(CommonSettings.FLEET),
                config.get(CommonSettings.TOPICS_PREFIX),
                config.get(MODEL),
                config.get(FOLDER),
                batch,
                length,
                strategy,
                new PlanSettings(
                        config.get(WORLD_MODEL_UPDATES),
                        config.get(POLICY_UPDATES),
                        config.get(PUBLISH_EVERY),
                        config.get(WARM_UP),
                        config.get(REPLAY_RATIO),
                        batch * length),
                config.get(REPLAY_CAPACITY),
                config.get(FRESH_WINDOW),
                TrainingSettings.finetuning(
                                strategy.lowRank()
                                        ? AdapterSettings.from(config, config.get(SEED))
                                                .forms()
                                        : UpdateForms.whole(),
                                rates)
                        .withAnchor(strategy.lowRank() ? config.get(ANCHOR).floatValue() : 0f)
                        .withGrounding(new GroundingSettings(
                                config.get(RECALLS),
                                config.get(IMITATIONS),
                                config.get(REHEARSAL).floatValue())),
                new GuardSettings(
                        config.get(GUARD_NORM).floatValue(), config.get(GUARD_ENTROPY), config.get(GUARD_INFORMATION)),
                config.get(CHECKPOINT_EVERY),
                config.get(REPORT_EVERY),
                config.get(SEED),
                config.get(DEVICE));
    }
}
