package io.slipstream.app.calibrate;

import io.slipstream.app.cli.CommandFailure;
import io.slipstream.app.cli.StandardOptions;
import io.slipstream.app.pretrain.ClassicGround;
import io.slipstream.app.pretrain.Ground;
import io.slipstream.app.pretrain.RoadGround;
import io.slipstream.app.pretrain.TrainingGround;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipstream calibrate}: what a model's mismatch is measured by. */
@Command(
        name = "calibrate",
        description = "Fits a model's one-step references and measures levels, null quantiles, C1 and C2 on the"
                + " calibration split of the shift bank. Graded shifts are never driven.")
public final class CalibrateCommand implements Callable<Integer> {
    /** The monitor's default window. */
    public static final int WINDOW_STEPS = 5_000;

    /** Gradient steps of the one-step references. */
    public static final int UPDATES = 4_000;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Model folder to calibrate.")
    private Path model = Path.of("model");

    @Option(names = "--out", paramLabel = "DIR", description = "Model folder to write (default: the same).")
    private @Nullable Path out;

    @Option(
            names = "--domain",
            defaultValue = "driving",
            description = "Kind of world: driving or classic (default: ${DEFAULT-VALUE}).")
    private Ground domain = Ground.DRIVING;

    @Option(names = "--task", defaultValue = "RTM03", description = "Task the model is at home in (default: RTM03).")
    private String task = "RTM03";

    @Option(
            names = "--window",
            defaultValue = "" + WINDOW_STEPS,
            description = "Steps of the monitor's window (default: ${DEFAULT-VALUE}).")
    private int window = WINDOW_STEPS;

    @Option(
            names = "--updates",
            defaultValue = "" + UPDATES,
            description =
                    "Gradient steps of the one-step references, 0 to keep those of the model (default: ${DEFAULT-VALUE}).")
    private int updates = UPDATES;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() {
        standard.applyLogging();
        StoredModel stored = read();
        if (!stored.adapters().isEmpty()) {
            throw new CommandFailure(model + " has adapters: only a base model can be calibrated");
        }
        Calibration.Calibrated calibrated =
                new Calibration(ground(), window, updates, seed, new CalibrationLog(System.err)).run(stored.base());
        Map<String, String> provenance = new TreeMap<>(stored.provenance());
        provenance.put(
                updates > 0 ? "calibration" : "measured again",
                "slipstream calibrate --task " + task + " --window " + window + " --updates " + updates + " --seed "
                        + seed);
        Path folder = out == null ? model : out;
        ModelFolder.write(
                folder,
                new StoredModel(
                        stored.version(),
                        calibrated.weights(),
                        List.of(),
                        calibrated.reference().toJson(),
                        provenance));
        System.out.println(folder);
        return 0;
    }

    private TrainingGround ground() {
        return domain == Ground.CLASSIC ? new ClassicGround(task) : new RoadGround(task, RoadGround.ROADS, seed);
    }

    private StoredModel read() {
        try {
            return ModelFolder.read(model);
        } catch (IllegalModelException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
