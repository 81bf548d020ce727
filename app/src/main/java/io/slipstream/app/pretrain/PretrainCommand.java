package io.slipstream.app.pretrain;

import io.slipstream.app.calibrate.CalibrateCommand;
import io.slipstream.app.calibrate.Calibration;
import io.slipstream.app.calibrate.CalibrationLog;
import io.slipstream.app.cli.StandardOptions;
import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.lifecycle.WorkFolder;
import io.slipstream.sim.classic.CartPole;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipstream pretrain}: trains a base model and writes a model folder. */
@Command(
        name = "pretrain",
        description = "Trains a base model on a task, and on roads like it, and writes a model folder.")
public final class PretrainCommand implements Callable<Integer>, PretrainProgress {
    /** Far from the seeds of training. */
    private static final long FRESH_SEED = 0x5eed;

    private static final long CALIBRATION_SEED = 0xca11b;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Model folder to write.")
    private Path out = Path.of("model");

    @Option(
            names = "--domain",
            defaultValue = "driving",
            description = "Kind of world: driving or classic (default: ${DEFAULT-VALUE}).")
    private Ground domain = Ground.DRIVING;

    @Option(
            names = "--task",
            description =
                    "Task to grade on while training (default: RTM03; of the domain classic CartPole, or Pendulum).")
    private @Nullable String task;

    @Option(
            names = "--preset",
            defaultValue = "small",
            description = "Model size: tiny, small, base or large (default: small).")
    private String preset = "small";

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything (default: 1).")
    private long seed = 1;

    @Option(
            names = "--updates",
            description = "Gradient updates, of the world model and then of the policy (default: 19000; of the domain"
                    + " classic 4000).")
    private @Nullable Integer updates;

    @Option(
            names = "--calibration-updates",
            defaultValue = "" + CalibrateCommand.UPDATES,
            description = "Gradient updates of the one-step references (default: ${DEFAULT-VALUE}).")
    private int calibrationUpdates = CalibrateCommand.UPDATES;

    private final PrintStream log = System.err;

    @Override
    public Integer call() {
        standard.applyLogging();
        PretrainSettings settings = settings();
        WorkFolder.require(out, "--out");
        PretrainCheckpoint checkpoint = new PretrainCheckpoint(out.resolve("checkpoint"));
        ModelWeights weights = new Pretraining(settings, checkpoint, this).run();
        log.println("calibrating the mismatch reference");
        TrainingGround ground = calibrationGround();
        Calibration.Calibrated calibrated = new Calibration(
                        ground,
                        ground.windowSteps(),
                        calibrationUpdates,
                        seed + CALIBRATION_SEED,
                        new CalibrationLog(log))
                .run(weights);
        String reference = calibrated.reference().toJson();
        ModelFolder.write(out, new StoredModel(1, calibrated.weights(), List.of(), reference, provenance()));
        if (domain == Ground.DRIVING) {
            zeroShot(weights);
        }
        return 0;
    }

    private PretrainSettings settings() {
        PretrainSettings settings = domain == Ground.CLASSIC
                ? PretrainSettings.classic(task(), preset, seed)
                : PretrainSettings.defaults(task(), preset, seed);
        return updates == null ? settings : settings.withUpdates(updates);
    }

    private String task() {
        if (task != null) {
            return task;
        }
        return domain == Ground.CLASSIC ? CartPole.ID : "RTM03";
    }

    /** Roads of other seeds than those of the training. */
    private TrainingGround calibrationGround() {
        return domain == Ground.CLASSIC
                ? new ClassicGround(task())
                : new RoadGround(task(), RoadGround.ROADS, seed + CALIBRATION_SEED);
    }

    private Map<String, String> provenance() {
        return Map.of(
                "command",
                "slipstream pretrain " + (domain == Ground.CLASSIC ? "--domain classic " : "") + "--task " + task()
                        + " --preset " + preset + " --seed " + seed + " --updates "
                        + settings().updates(),
                "seed",
                Long.toString(seed));
    }

    private void zeroShot(ModelWeights weights) {
        for (String name : new LinkedHashSet<>(List.of(task(), "ROM03", "RTD12", "LTM03", "LTD03"))) {
            Evaluation evaluation = new Evaluation(Scenarios.of(name, "C0"), 1000, 64, FRESH_SEED + seed);
            try (Pilot pilot = new ModelPilot(weights, evaluation.environments(), seed, false)) {
                EvaluationSummary summary =
                        EvaluationSummary.of(evaluation.scenario().task(), evaluation.run(pilot));
                System.out.printf(
                        Locale.ROOT,
                        "%s success %.3f, time-outs %.3f over %d episodes%n",
                        name,
                        summary.success().value(),
                        summary.timeOut().value(),
                        summary.episodes());
            }
        }
    }

    @Override
    public void driving(int steps) {
        log.printf(Locale.ROOT, "scripted drivers drive %,d steps%n", steps);
    }

    @Override
    public void recognising(int contacts, int update, int of, double updatesPerSecond, Map<String, Double> losses) {
        log.printf(
                Locale.ROOT,
                "%,d contacts, update %d of %d, %.1f/s, %.0f s left | cross-entropy %.4f%n",
                contacts,
                update,
                of,
                updatesPerSecond,
                (of - update) / updatesPerSecond,
                losses.getOrDefault("contact.loss", Double.NaN));
    }

    @Override
    public void updated(int update, int of, double updatesPerSecond, Map<String, Double> losses, double recentSuccess) {
        log.printf(
                Locale.ROOT,
                "update %d of %d, %.1f/s, %.0f s left | %s%n",
                update,
                of,
                updatesPerSecond,
                (of - update) / updatesPerSecond,
                losses.containsKey("worldModel.reward") ? worldModel(losses) : policy(losses, recentSuccess));
    }

    private static String worldModel(Map<String, Double> losses) {
        return String.format(
                Locale.ROOT,
                "world model: reconstruction %.3f, kl %.2f, reward %.3f, continue %.4f, outlook %.3f",
                losses.getOrDefault("worldModel.reconstruction", Double.NaN),
                losses.getOrDefault("worldModel.dynamics", Double.NaN),
                losses.getOrDefault("worldModel.reward", Double.NaN),
                losses.getOrDefault("worldModel.continue", Double.NaN),
                losses.getOrDefault("worldModel.outlook", Double.NaN));
    }

    private static String policy(Map<String, Double> losses, double recentSuccess) {
        return String.format(
                Locale.ROOT,
                "policy: recent success %.2f, critic %.3f, imagined return %.1f, entropy %.2f",
                recentSuccess,
                losses.getOrDefault("policy.critic", Double.NaN),
                losses.getOrDefault("policy.return", Double.NaN),
                losses.getOrDefault("policy.entropy", Double.NaN));
    }

    @Override
    public void evaluated(List<CurvePoint> curve, boolean best, ModelWeights weights) {
        if (best) {
            ModelFolder.write(out, new StoredModel(1, weights, List.of(), "{}", provenance()));
        }
        CurveFile.write(out, curve);
        CurvePoint point = curve.get(curve.size() - 1);
        log.printf(
                Locale.ROOT,
                "evaluation after %d updates, %.0f s: success %.3f, time-outs %.3f, return %.1f%s%n",
                point.update(),
                point.seconds(),
                point.success(),
                point.timeOuts(),
                point.meanReturn(),
                best ? " (best so far)" : "");
    }
}
