package io.slipstream.app.cli;

import io.slipstream.app.explain.Explanation;
import io.slipstream.app.explain.ExplanationJson;
import io.slipstream.app.explain.ExplanationPicture;
import io.slipstream.app.explain.ExplanationText;
import io.slipstream.app.explain.LogRecords;
import io.slipstream.app.explain.LogRecordsReader;
import io.slipstream.app.explain.Question;
import io.slipstream.app.run.BrokerAddress;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream explain}: why a decision was made. */
@Command(
        name = "explain",
        description = {
            "Tells why the monitor decided as it did: the signals with their bands and null quantiles, what was rejected and by"
                    + " how much, what the plain AdaWM rule says, and the log offsets it rests on.",
            "Reads the log of a run that has ended from its data folder, or that of a running cluster with"
                    + " --bootstrap-servers."
        })
public final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = {"--data-dir", "--data"},
            paramLabel = "DIR",
            defaultValue = BrokerAddress.DEFAULT_FOLDER,
            description = "Data folder of a run that has ended, unless brokers are named (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of(BrokerAddress.DEFAULT_FOLDER);

    @Option(names = "--decision", paramLabel = "N", description = "Number of the decision (default: the last one).")
    private @Nullable Long decision;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Explain this window instead, whether a decision came of it or not.")
    private @Nullable Long window;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Whose, when the log holds several fleets.")
    private @Nullable String fleet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE.svg",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Draw it too. Without a file name: explain-N.svg in the current folder. Without --out no picture is"
                            + " drawn.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        require(decision == null || window == null, "give --decision or --window, not both");
        require(out == null || out.toString().isEmpty() || out.toString().endsWith(".svg"), "--out has to end in .svg");
        Config config = options.load(SettingsCatalogue.all(), Map.of());
        Explanation told = new Question(fleet, decision, window)
                .answer(records(config), MonitorSettings.of(config).topology().decision());
        PrintWriter answer = spec.commandLine().getOut();
        answer.print(json ? Json.of(ExplanationJson.of(told)) + System.lineSeparator() : ExplanationText.of(told));
        answer.flush();
        if (out != null) {
            draw(told, out);
        }
        return 0;
    }

    private LogRecords records(Config config) {
        LogRecordsReader reader = new LogRecordsReader(config);
        return options.namesBrokers() ? reader.cluster() : reader.folder(dataDir);
    }

    private void draw(Explanation told, Path wanted) {
        Path file = wanted.toString().isEmpty() ? Path.of("explain-" + told.name() + ".svg") : wanted;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, ExplanationPicture.of(told));
        } catch (IOException e) {
            throw new CommandFailure("cannot write the picture " + file + ": " + e, e);
        }
        spec.commandLine().getErr().println("written " + file.toAbsolutePath().normalize());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
