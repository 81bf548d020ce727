package io.slipstream.learner;

import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What updates a learner makes.
 *
 * @param worldModel form of the world model's updates
 * @param policy form of the actor's updates; the critic, which never acts and never leaves the learner, moves whole
 * @param worldModelRank of the world model's low-rank updates
 * @param policyRank of those of the actor
 * @param alpha scale of all low-rank updates; nothing for their rank, so that products count whole
 * @param scaling how alpha and rank make the factor
 * @param init which factor of a fresh LoRA update is random
 * @param worldModelTargets matrices of the world model that low-rank updates may change
 * @param policyTargets matrices of the actor that low-rank updates may change
 * @param nolaBases random matrices of each factor of a NoLA update
 * @param nolaSeed their seed
 */
public record AdapterSettings(
        WorldModelForm worldModel,
        PolicyForm policy,
        int worldModelRank,
        int policyRank,
        @Nullable Float alpha,
        Scaling scaling,
        Init init,
        Targets worldModelTargets,
        Targets policyTargets,
        int nolaBases,
        long nolaSeed) {

    /** Forms of a world model's updates. */
    public enum WorldModelForm {
        /** Low-rank products. */
        LORA,
        /** Low-rank products of random matrices. */
        NOLA
    }

    /** Forms of a policy's updates. */
    public enum PolicyForm {
        /** Low-rank products. */
        LORA,
        /** Low-rank products of random matrices. */
        NOLA,
        /** Mixture weights of the sub-units. */
        MIXTURE,
        /** Mixture weights and low-rank products. */
        MIXTURE_LORA
    }

    /** Form of the world model's updates. */
    public static final Setting<WorldModelForm> WORLD_MODEL = new Setting<>(
            "learner.world-model.form",
            SettingType.oneOf(WorldModelForm.class),
            WorldModelForm.LORA,
            "Form of the world model's updates: lora learns low-rank products, nola the coefficients of random ones.");

    /** Form of the policy's updates. */
    public static final Setting<PolicyForm> POLICY = new Setting<>(
            "learner.policy.form",
            SettingType.oneOf(PolicyForm.class),
            PolicyForm.LORA,
            "Form of the policy's updates. A mixture is of the model's sub-units (slipstream specialise), for next to no bytes;"
                    + " mixture-lora of a model without any is lora.");

    /** Rank of the world model's adapter. */
    public static final Setting<Integer> WORLD_MODEL_RANK = new Setting<>(
            "learner.world-model.rank", SettingType.integer(1, 256), 8, "Rank of the world model's low-rank updates.");

    /** Rank of the actor's adapter. */
    public static final Setting<Integer> POLICY_RANK = new Setting<>(
            "learner.policy.rank",
            SettingType.integer(1, 256),
            32,
            "Rank of the actor's low-rank updates. Its matrices are small: 32 of them are fewer numbers than 8 of the"
                    + " world model's.");

    /** Scale. */
    public static final Setting<Optional<Double>> ALPHA = new Setting<>(
            "learner.alpha",
            SettingType.optional(SettingType.decimal(0, 1e6)),
            Optional.empty(),
            "Scale alpha of the low-rank updates; nothing for the rank, so that products count whole.");

    /** Scaling. */
    public static final Setting<Scaling> SCALING = new Setting<>(
            "learner.scaling",
            SettingType.oneOf(Scaling.class),
            Scaling.RANK,
            "What alpha is divided by: rank (LoRA), or its root (rsLoRA).");

    /** Start. */
    public static final Setting<Init> INIT = new Setting<>(
            "learner.lora.init",
            SettingType.oneOf(Init.class),
            Init.A,
            "Which factor of a fresh LoRA update is random; the other one is zero.");

    /** Targets of the world model. */
    public static final Setting<List<String>> WORLD_MODEL_TARGETS = new Setting<>(
            "learner.world-model.targets",
            SettingType.list(SettingType.name()),
            List.of("prior", "observation", "reward", "continue", "outlook", "reference"),
            "Matrices of the world model that low-rank updates may change: dynamics, observation, reward, continue, outlook,"
                    + " reference, or single ones such as prior.out; nothing for all of these. The encoder is never"
                    + " among them. With recurrent (part of dynamics) an update changes what the policy sees.");

    /** Targets of the actor. */
    public static final Setting<List<String>> POLICY_TARGETS = new Setting<>(
            "learner.policy.targets",
            SettingType.list(SettingType.name()),
            List.of(),
            "Matrices of the actor that low-rank updates may change: actor.0, actor.1, actor.out; nothing for all.");

    /** Size of a NoLA update. */
    public static final Setting<Integer> NOLA_BASES = new Setting<>(
            "learner.nola.bases",
            SettingType.integer(1, 4096),
            64,
            "Random matrices that each factor of a NoLA update combines; twice as many numbers a matrix travel.");

    /** All of them, in the order of the documentation. */
    static List<Setting<?>> all() {
        return List.of(
                WORLD_MODEL,
                POLICY,
                WORLD_MODEL_RANK,
                POLICY_RANK,
                ALPHA,
                SCALING,
                INIT,
                WORLD_MODEL_TARGETS,
                POLICY_TARGETS,
                NOLA_BASES);
    }

    /**
     * The settings in a configuration.
     *
     * @param seed of NoLA's random matrices
     */
    static AdapterSettings from(Config config, long seed) {
        return new AdapterSettings(
                config.get(WORLD_MODEL),
                config.get(POLICY),
                config.get(WORLD_MODEL_RANK),
                config.get(POLICY_RANK),
                config.get(ALPHA).map(Double::floatValue).orElse(null),
                config.get(SCALING),
                config.get(INIT),
                new Targets(config.get(WORLD_MODEL_TARGETS)),
                new Targets(config.get(POLICY_TARGETS)),
                config.get(NOLA_BASES),
                seed);
    }

    /** A form for each network that acts. */
    public UpdateForms forms() {
        return UpdateForms.whole().with(Network.WORLD_MODEL, worldModelForm()).with(Network.ACTOR, actorForm());
    }

    private AdapterForm worldModelForm() {
        return switch (worldModel) {
            case LORA -> lora(worldModelRank, worldModelTargets);
            case NOLA -> nola(worldModelRank, worldModelTargets);
        };
    }

    private AdapterForm actorForm() {
        return switch (policy) {
            case LORA -> lora(policyRank, policyTargets);
            case NOLA -> nola(policyRank, policyTargets);
            case MIXTURE -> MixtureForm.usual();
            case MIXTURE_LORA -> new JointForm(List.of(MixtureForm.usual(), lora(policyRank, policyTargets)));
        };
    }

    private AdapterForm lora(int rank, Targets targets) {
        return new LowRankForm(rank, alpha(rank), scaling, init, targets);
    }

    private AdapterForm nola(int rank, Targets targets) {
        return new NolaForm(rank, nolaBases, alpha(rank), scaling, nolaSeed, targets);
    }

    private float alpha(int rank) {
        return alpha == null ? rank : alpha;
    }
}
