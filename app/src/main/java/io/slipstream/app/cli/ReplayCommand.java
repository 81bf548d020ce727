package io.slipstream.app.cli;

import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.BudgetReplay;
import io.slipstream.app.replay.DecisionReplay;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.app.replay.ReplayAnswer;
import io.slipstream.app.replay.Verdict;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipstream replay}: computes again what the log says. */
@Command(
        name = "replay",
        description = {
            "Computes again what a log says was decided and trained, from the offsets it names, and says whether it is equal to"
                    + " the last bit or what differs.",
            "Reads the log of a run that has ended from its data folder, that of a running cluster with"
                    + " --bootstrap-servers, or an archive with --archive. Ends with 1 when something differs."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final LogOptions source = new LogOptions();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** What to compute again. */
    static final class What {
        @Option(names = "--decision", paramLabel = "N", description = "A decision and the window it rests on.")
        private @Nullable Long decision;

        @Option(names = "--all", description = "Every window and every decision.")
        private boolean all;

        @Option(
                names = "--model-version",
                paramLabel = "N",
                description = "A model version: trains it again from the start of its budget of updates, on the CPU.")
        private @Nullable Integer version;

        @Option(names = "--all-versions", description = "Every model version that was trained.")
        private boolean allVersions;
    }

    @Option(names = "--fleet", paramLabel = "NAME", description = "Whose, when the log holds several fleets.")
    private @Nullable String fleet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        ReplayAnswer answer = source.with(this::answer);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(answer.json()));
        } else {
            answer.lines().forEach(out::println);
        }
        out.flush();
        return answer.equal() ? 0 : 1;
    }

    private ReplayAnswer answer(StoredLog log, Config config) {
        FleetRecords records = FleetRecords.read(log, config.get(CommonSettings.TOPICS_PREFIX), fleet, source.gaps());
        List<Verdict> verdicts = new ArrayList<>(
                what.version != null || what.allVersions
                        ? versions(new BudgetReplay(log, records, config, source.gaps()))
                        : decisions(new DecisionReplay(log, records, config, source.gaps())));
        return new ReplayAnswer(records.fleet(), log.name(), verdicts, source.gaps().found());
    }

    private List<Verdict> versions(BudgetReplay replay) {
        if (what.version != null) {
            ProgressLine progress = progress("training again", "updates", 0);
            return replay.version(what.version, progress::add);
        }
        ProgressLine progress = progress("training again", "updates", replay.updates());
        return replay.budgets().stream()
                .flatMap(last -> replay.version(last, progress::add).stream())
                .toList();
    }

    private List<Verdict> decisions(DecisionReplay replay) {
        List<Verdict> verdicts = new ArrayList<>();
        if (what.decision != null) {
            verdicts.add(replay.decision(what.decision));
        } else {
            ProgressLine progress = progress("recomputing", "windows", replay.size());
            replay.all(verdict -> {
                verdicts.add(verdict);
                progress.add(1);
            });
        }
        return verdicts;
    }

    private ProgressLine progress(String doing, String unit, long total) {
        return new ProgressLine(doing, unit, total, spec.commandLine().getErr(), System::nanoTime);
    }
}
