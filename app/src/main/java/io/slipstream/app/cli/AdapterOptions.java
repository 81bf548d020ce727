package io.slipstream.app.cli;

import io.slipstream.learner.AdapterSettings;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.util.List;
import picocli.CommandLine.Option;

/** What low-rank updates a study compares: the live learner's settings, as options. */
final class AdapterOptions {
    private static final long NOLA_SEED = 1;

    @Option(
            names = "--world-model-form",
            paramLabel = "FORM",
            defaultValue = "lora",
            description = "Form of the world model's updates: lora or nola (default: ${DEFAULT-VALUE}).")
    private String worldModel = "";

    @Option(
            names = "--policy-form",
            paramLabel = "FORM",
            defaultValue = "lora",
            description =
                    "Form of the actor's updates: lora, nola, mixture or mixture-lora (default: ${DEFAULT-VALUE}).")
    private String policy = "";

    @Option(
            names = "--world-model-rank",
            paramLabel = "R",
            defaultValue = "8",
            description = "Rank of the world model's low-rank updates (default: ${DEFAULT-VALUE}).")
    private String worldModelRank = "";

    @Option(
            names = "--policy-rank",
            paramLabel = "R",
            defaultValue = "32",
            description = "Rank of the actor's low-rank updates (default: ${DEFAULT-VALUE}).")
    private String policyRank = "";

    @Option(
            names = "--world-model-targets",
            split = ",",
            paramLabel = "MATRIX",
            description =
                    "Matrices of the world model that low-rank updates may change (default: those of the live learner,"
                            + " learner.world-model.targets); with recurrent among them an update changes what a policy sees.")
    private List<String> worldModelTargets = AdapterSettings.WORLD_MODEL_TARGETS.defaultValue();

    @Option(
            names = "--init",
            paramLabel = "FACTOR",
            defaultValue = "a",
            description = "Which factor of a fresh LoRA update is random, a or b (default: ${DEFAULT-VALUE}).")
    private String init = "";

    @Option(
            names = "--nola-bases",
            paramLabel = "N",
            defaultValue = "64",
            description = "Random matrices of each factor of a NoLA update (default: ${DEFAULT-VALUE}).")
    private String nolaBases = "";

    /**
     * What was asked for.
     *
     * @throws IllegalArgumentException naming what a setting takes
     */
    AdapterSettings settings() {
        return new AdapterSettings(
                AdapterSettings.WORLD_MODEL.parse(worldModel),
                AdapterSettings.POLICY.parse(policy),
                AdapterSettings.WORLD_MODEL_RANK.parse(worldModelRank),
                AdapterSettings.POLICY_RANK.parse(policyRank),
                null,
                Scaling.RANK,
                AdapterSettings.INIT.parse(init),
                new Targets(worldModelTargets),
                Targets.ALL,
                AdapterSettings.NOLA_BASES.parse(nolaBases),
                NOLA_SEED);
    }
}
