package io.slipstream.app.cli;

import io.slipstream.app.lineage.Lineage;
import io.slipstream.app.lineage.LineagePicture;
import io.slipstream.app.lineage.LineageText;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream lineage}: where a model version comes from. */
@Command(
        name = "lineage",
        description =
                "Tells where a model version comes from: its ancestors, the decisions they answer, the log offsets they were"
                        + " trained on, how much data that is and of which tasks.")
public final class LineageCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final LogOptions source = new LogOptions();

    // --version is every command's own: it prints that of the program.
    @Option(
            names = "--model-version",
            paramLabel = "N",
            description = "Number of the version (default: the newest one).")
    private @Nullable Integer version;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Whose, when the log holds several fleets.")
    private @Nullable String fleet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE.svg", description = "Draw it too.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (out != null && !out.toString().endsWith(".svg")) {
            throw new ParameterException(spec.commandLine(), "--out has to end in .svg");
        }
        Lineage lineage = source.with(this::lineage);
        PrintWriter answer = spec.commandLine().getOut();
        if (json) {
            answer.println(Json.of(lineage.json()));
        } else {
            LineageText.lines(lineage).forEach(answer::println);
        }
        answer.flush();
        if (out != null) {
            draw(lineage, out);
        }
        return 0;
    }

    private Lineage lineage(StoredLog log, Config config) {
        FleetRecords records = FleetRecords.read(log, config.get(CommonSettings.TOPICS_PREFIX), fleet, source.gaps());
        return Lineage.of(
                log,
                records,
                version,
                source.gaps(),
                new ProgressLine("reading", "records", 0, spec.commandLine().getErr(), System::nanoTime));
    }

    private void draw(Lineage lineage, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, LineagePicture.of(lineage));
        } catch (IOException e) {
            throw new CommandFailure("cannot write the picture " + file + ": " + e, e);
        }
        spec.commandLine().getErr().println("written " + file.toAbsolutePath().normalize());
    }
}
