package io.slipstream.app.cli;

import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.crash.CrashReport;
import io.slipstream.app.crash.CrashTest;
import io.slipstream.app.log.Gaps;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream crash-test}: kills a learner while it trains and compares. */
@Command(
        name = "crash-test",
        description = {
            "Lets a learner train on the log of an archive, in lock-step, once undisturbed and once with its process killed"
                    + " (SIGKILL) at random moments, and compares every version and the last state bit for bit.",
            "Ends with 1 when anything differs."
        })
public final class CrashTestCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--archive", required = true, paramLabel = "DIR", description = "The log, as export writes it.")
    private Path archive = Path.of("");

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "New or empty folder for brokers and checkpoints.")
    private Path work = Path.of("");

    @Option(names = "--fleet", defaultValue = "demo", description = "Whose log it is (default: ${DEFAULT-VALUE}).")
    private String fleet = "";

    @Option(names = "--kills", defaultValue = "50", description = "How often to kill (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "A life lasts between nothing and this, uniformly (default: ${DEFAULT-VALUE}).")
    private int longest;

    @Option(names = "--seed", defaultValue = "1", description = "Of the lengths of lives (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the learner; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description =
                    "Give up when a learner that nobody kills any more has taken nothing in and trained nothing for so long"
                            + " (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        standard.applyLogging();
        if (kills < 0 || longest < 1 || patience < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--kills cannot be negative, --longest and --patience have to be positive");
        }
        Map<String, String> told = new LinkedHashMap<>();
        told.put(LearnerSettings.MODEL.key(), ShippedModel.folder().toString());
        told.put(LearnerSettings.CHECKPOINT_EVERY.key(), "500ms");
        told.putAll(settings);
        told.put(CommonSettings.FLEET.key(), fleet);
        Config config = config(told);
        // Read before anything starts: the learners are processes of their own, and say it in a file.
        config.get(LearnerSettings.MODEL).ifPresent(ModelFolder::read);
        PrintWriter out = spec.commandLine().getOut();
        CrashReport report = new CrashTest(
                        work,
                        archive,
                        config,
                        told,
                        Duration.ofSeconds(patience),
                        spec.commandLine().getErr())
                .run(kills, Duration.ofSeconds(longest), seed);
        if (json) {
            out.println(Json.of(report.json()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return report.equal() ? 0 : 1;
    }

    private Config config(Map<String, String> told) {
        Config config = ConfigOptions.of(SettingsCatalogue.all(), told);
        try (ArchiveLog log = new ArchiveLog(archive, new Gaps(false))) {
            String prefix = log.prefix();
            told.put(CommonSettings.TOPICS_PREFIX.key(), prefix);
            return config.with(CommonSettings.TOPICS_PREFIX, prefix);
        }
    }
}
