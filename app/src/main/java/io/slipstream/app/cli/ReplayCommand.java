package io.slipstream.app.cli;

import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.BudgetReplay;
import io.slipstream.app.replay.DecisionReplay;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.app.replay.Pace;
import io.slipstream.app.replay.ReplayAnswer;
import io.slipstream.app.replay.SideBySide;
import io.slipstream.app.replay.Verdict;
import io.slipstream.app.replay.WhatIf;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

        @Option(
                names = "--with",
                paramLabel = "KEY=VALUE",
                description =
                        "What if: the monitor's mathematics over the whole log with this setting, beside the decisions that"
                                + " the log has; may be given again.")
        private Map<String, String> with = new LinkedHashMap<>();

        @Option(names = "--speed", description = "The whole log with its own settings, and how fast reading alone is.")
        private boolean speed;
    }

    @Option(names = "--fleet", paramLabel = "NAME", description = "Whose, when the log holds several fleets.")
    private @Nullable String fleet;

    @Option(names = "--at-recorded-speed", description = "With --with: as fast as the log was written, not faster.")
    private boolean recordedSpeed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (what.speed || !what.with.isEmpty()) {
            SideBySide told = source.with(this::whatIf);
            print(told.lines(), told.json());
            return told.gaps().isEmpty() ? 0 : 1;
        }
        ReplayAnswer answer = source.with(this::answer);
        print(answer.lines(), answer.json());
        return answer.equal() ? 0 : 1;
    }

    private void print(List<String> lines, Map<String, Object> asJson) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(asJson));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    private SideBySide whatIf(StoredLog log, Config config) {
        String prefix = config.get(CommonSettings.TOPICS_PREFIX);
        FleetRecords records = FleetRecords.read(log, prefix, fleet, source.gaps());
        WireFormat wire = WireFormat.avro(config.get(CommonSettings.RECORDS_MAX_BYTES));
        WhatIf player = new WhatIf(log, prefix, wire, source.gaps());
        Map<String, String> own = records.lastSettings();
        Map<String, List<FinetuneDecision>> columns = new LinkedHashMap<>();
        Map<String, Double> speeds = new LinkedHashMap<>();
        Map<String, Integer> windows = new LinkedHashMap<>();
        columns.put("on the log", records.decisions());
        long steps = 0;
        for (Map<String, String> changed : what.with.isEmpty() ? List.of(own) : List.of(own, changed(own, config))) {
            String name = changed == own ? "its settings again" : "with " + settings(what.with);
            Pace pace = recordedSpeed ? Pace.recorded(System::nanoTime) : Pace.FULL;
            WhatIf.Played played = player.play(
                    MonitorSettings.recorded(changed, config).topology(),
                    pace,
                    progress("replaying with " + name, "records", player.size()));
            columns.put(
                    name,
                    played.replay().decisions().stream()
                            .filter(one -> one.getFleet().equals(records.fleet()))
                            .toList());
            speeds.put(name, played.steps() / played.seconds());
            windows.put(name, played.replay().reports().size());
            steps = played.steps();
        }
        double alone = what.speed ? player.readingAlone() * steps / player.size() : 0;
        return new SideBySide(
                records.fleet(),
                columns,
                speeds,
                windows,
                steps,
                alone,
                source.gaps().found());
    }

    private static String settings(Map<String, String> changed) {
        return changed.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    private Map<String, String> changed(Map<String, String> own, Config config) {
        Map<String, String> known =
                MonitorSettings.recorded(own, config).topology().told();
        Map<String, String> changed = new LinkedHashMap<>(own);
        what.with.forEach((key, value) -> {
            if (!known.containsKey(key)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--with changes settings of the monitor's mathematics, and " + key
                                + " is none of them; these are " + String.join(", ", new TreeSet<>(known.keySet())));
            }
            changed.put(key, value);
        });
        return changed;
    }

    private ReplayAnswer answer(StoredLog log, Config config) {
        FleetRecords records = FleetRecords.read(log, config.get(CommonSettings.TOPICS_PREFIX), fleet, source.gaps());
        List<Verdict> verdicts = new ArrayList<>(
                what.version != null || what.allVersions
                        ? versions(new BudgetReplay(log, records, config, source.gaps()))
                        : decisions(new DecisionReplay(log, records, config, source.gaps())));
        return new ReplayAnswer(
                records.fleet(), log.name(), verdicts, source.gaps().found());
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
