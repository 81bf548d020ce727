package io.slipstream.app.cli;

import io.slipstream.actor.ActorSettings;
import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.fuzz.Flood;
import io.slipstream.app.fuzz.FuzzReport;
import io.slipstream.app.fuzz.FuzzRun;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelSpec;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream fuzz}: records that should not be there. */
@Command(
        name = "fuzz",
        description = {
            "Makes records of every topic that are cut off, flipped, giant, not finite or of other shapes, from a seed, and counts what"
                    + " reading makes of them.",
            "With --live also puts them on a broker under a fleet that drives. Ends with 1 when anything escapes or anybody fails."
        })
final class FuzzCommand implements Callable<Integer> {
    private static final String FLEET = "fuzz";

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--seed", defaultValue = "1", description = "Of the records (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--records",
            defaultValue = "10000",
            description = "Records of each topic (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--live",
            paramLabel = "DIR",
            description =
                    "New or empty folder for a broker; the records also go over it to actor, learner and monitor.")
    private @Nullable Path live;

    @Option(names = "--model", paramLabel = "DIR", description = "Model folder (default: the shipped model).")
    private @Nullable Path model;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (records < 1) {
            throw new ParameterException(spec.commandLine(), "--records has to be positive");
        }
        Path folder = model == null ? ShippedModel.folder() : model;
        ModelSpec sizes = ModelFolder.read(folder).base().spec();
        List<Topic<?>> topics = Topics.all();
        FuzzRun fuzz = new FuzzRun(topics, sizes, FLEET, seed, CommonSettings.RECORDS_MAX_BYTES.defaultValue());
        FuzzReport report = new FuzzReport(
                seed, fuzz.read(records, progress("reading", (long) records * topics.size())), flood(fuzz, folder));
        print(report);
        return report.holds() ? 0 : 1;
    }

    private FuzzReport.@Nullable Live flood(FuzzRun fuzz, Path folder) {
        Path work = live;
        if (work == null) {
            return null;
        }
        try (DataFolder taken = DataFolder.take(work)) {
            return new Flood(fuzz, taken.path(), config(taken.path(), folder))
                    .run(
                            records,
                            progress("flooding", (long) records * Topics.all().size()));
        }
    }

    private static Config config(Path work, Path folder) {
        return ConfigOptions.of(
                SettingsCatalogue.all(),
                Map.ofEntries(
                        Map.entry(CommonSettings.FLEET.key(), FLEET),
                        Map.entry(ActorSettings.ENVIRONMENTS.key(), "8"),
                        Map.entry(ActorSettings.PACE.key(), "400"),
                        Map.entry(ActorSettings.SCENES.key(), "1"),
                        Map.entry(LearnerSettings.MODEL.key(), folder.toString()),
                        Map.entry(
                                LearnerSettings.FOLDER.key(),
                                work.resolve("learner").toString()),
                        Map.entry(LearnerSettings.BATCH.key(), "4"),
                        Map.entry(LearnerSettings.LENGTH.key(), "8"),
                        Map.entry(
                                MonitorSettings.STATE_FOLDER.key(),
                                work.resolve("monitor").toString()),
                        Map.entry(MonitorSettings.WINDOW_STEPS.key(), "1000"),
                        Map.entry(MonitorSettings.MINIMUM_STEPS.key(), "500"),
                        Map.entry(MonitorSettings.WEB_PORT.key(), "0")));
    }

    private ProgressLine progress(String doing, long total) {
        return new ProgressLine(doing, "records", total, spec.commandLine().getErr(), System::nanoTime);
    }

    private void print(FuzzReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(report.json()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
    }
}
