package io.slipstream.app.cli;

import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.BudgetReplay;
import io.slipstream.app.replay.DecisionReplay;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.app.replay.Pace;
import io.slipstream.app.replay.Recomputed;
import io.slipstream.app.replay.ReplayAnswer;
import io.slipstream.app.replay.RetrainedBudget;
import io.slipstream.app.replay.RetrainedVersions;
import io.slipstream.app.replay.SideBySide;
import io.slipstream.app.replay.Verdict;
import io.slipstream.app.replay.WhatIf;
import io.slipstream.learner.RecordedSettings;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.topology.FleetReplay;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                    + " --bootstrap-servers, or an archive with --archive. Ends with 1 when something differs.",
            "With --with it says what other settings would have led to: of the monitor, over the whole log; of the learner, for"
                    + " budgets of updates that are trained again from the state, and on the records, that they had.",
            "What comes out can be kept with --out or --to-prefix, never on the topics of the run itself."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Pattern VERSIONS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final LogOptions source = new LogOptions();

    @ArgGroup(multiplicity = "0..1")
    private What what = new What();

    /** What to compute again. */
    static final class What {
        @Option(names = "--decision", paramLabel = "N", description = "A decision and the window it rests on.")
        private @Nullable Long decision;

        @Option(names = "--all", description = "Every window and every decision.")
        private boolean all;

        @Option(
                names = "--model-version",
                paramLabel = "N[-M]",
                description =
                        "A model version, or those from N to M: trained again from the start of their budget of updates,"
                                + " on the CPU.")
        private @Nullable String version;

        @Option(names = "--all-versions", description = "Every model version that was trained.")
        private boolean allVersions;

        @Option(names = "--speed", description = "The whole log with its own settings, and how fast reading alone is.")
        private boolean speed;

        boolean nothing() {
            return decision == null && !all && !versions() && !speed;
        }

        boolean versions() {
            return version != null || allVersions;
        }
    }

    @Option(
            names = "--with",
            paramLabel = "KEY=VALUE",
            description = {
                "What if, beside what the log has; may be given again. A setting of the monitor: windows and decisions over the"
                        + " whole log.",
                "A setting of the learner, alone or with --model-version or --all-versions: the versions it would have trained."
            })
    private Map<String, String> with = new LinkedHashMap<>();

    @Mixin
    private final ReplayOutput output = new ReplayOutput();

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
        boolean ofLearner = with.keySet().stream().anyMatch(key -> key.startsWith("learner."));
        check(ofLearner);
        if (ofLearner) {
            RetrainedVersions told = source.with(this::retrain);
            print(told.lines(), told.json());
            return told.repeats() && told.gaps().isEmpty() ? 0 : 1;
        }
        if (what.speed || !with.isEmpty()) {
            SideBySide told = source.with(this::whatIf);
            print(told.lines(), told.json());
            return told.gaps().isEmpty() ? 0 : 1;
        }
        ReplayAnswer answer = source.with(this::answer);
        print(answer.lines(), answer.json());
        return answer.equal() ? 0 : 1;
    }

    private void check(boolean ofLearner) {
        if (what.nothing() && with.isEmpty()) {
            throw wrong("say what to compute again: --decision N, --all, --model-version N, --all-versions, --speed, or"
                    + " --with KEY=VALUE for what other settings would have led to");
        }
        if (ofLearner) {
            List<String> fixed = with.keySet().stream()
                    .filter(key -> !RecordedSettings.open().contains(key))
                    .toList();
            if (!fixed.isEmpty()) {
                throw wrong(
                        "--with cannot change " + String.join(", ", fixed) + " together with settings of the learner: a"
                                + " budget is trained again from the state it began with, which leaves open "
                                + String.join(", ", RecordedSettings.open()));
            }
            if (!what.nothing() && !what.versions()) {
                throw wrong("settings of the learner change versions: give --with learner... alone, or with"
                        + " --model-version or --all-versions");
            }
        } else if (!with.isEmpty() && !what.nothing() && !what.speed) {
            throw wrong("settings of the monitor change all windows: give --with monitor... without --decision, --all,"
                    + " --model-version or --all-versions");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
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
        Recomputed made = output.prepare(log, config, source);
        FleetRecords records = FleetRecords.read(log, prefix, fleet, source.gaps());
        WireFormat wire = WireFormat.avro(config.get(CommonSettings.RECORDS_MAX_BYTES));
        WhatIf player = new WhatIf(log, prefix, wire, source.gaps());
        Map<String, String> own = records.lastSettings();
        Map<String, List<FinetuneDecision>> columns = new LinkedHashMap<>();
        Map<String, Double> speeds = new LinkedHashMap<>();
        Map<String, Integer> windows = new LinkedHashMap<>();
        columns.put("on the log", records.decisions());
        long steps = 0;
        for (Map<String, String> changed : with.isEmpty() ? List.of(own) : List.of(own, changed(own, config))) {
            String name = changed == own ? "its settings again" : "with " + settings(with);
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
            if (changed != own || with.isEmpty()) {
                keep(played.replay(), records.fleet(), made);
            }
        }
        output.write(made, config);
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

    private static void keep(FleetReplay played, String fleet, Recomputed made) {
        played.reports().stream().filter(one -> one.getFleet().equals(fleet)).forEach(made::report);
        played.decisions().stream().filter(one -> one.getFleet().equals(fleet)).forEach(made::decision);
    }

    private RetrainedVersions retrain(StoredLog log, Config config) {
        Recomputed made = output.prepare(log, config, source);
        FleetRecords records = FleetRecords.read(log, config.get(CommonSettings.TOPICS_PREFIX), fleet, source.gaps());
        BudgetReplay replay = new BudgetReplay(log, records, config, source.gaps(), made);
        List<Integer> wanted = wanted(replay);
        // Every budget is trained twice: as it was, and as it would have been.
        ProgressLine progress =
                progress("training again, as it was and with other settings", "updates", 2 * replay.updates(wanted));
        List<RetrainedBudget> budgets = wanted.stream()
                .map(last -> replay.whatIf(last, with, progress::add))
                .toList();
        output.write(made, config);
        return new RetrainedVersions(
                records.fleet(),
                "with " + settings(with),
                budgets,
                source.gaps().found());
    }

    private static String settings(Map<String, String> changed) {
        return changed.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    private Map<String, String> changed(Map<String, String> own, Config config) {
        Map<String, String> known =
                MonitorSettings.recorded(own, config).topology().told();
        Map<String, String> changed = new LinkedHashMap<>(own);
        with.forEach((key, value) -> {
            if (!known.containsKey(key)) {
                throw wrong("--with changes settings of the monitor's mathematics or of the learner, and " + key
                        + " is none of them; these are " + String.join(", ", new TreeSet<>(known.keySet())) + "; "
                        + String.join(", ", RecordedSettings.open()));
            }
            changed.put(key, value);
        });
        return changed;
    }

    private ReplayAnswer answer(StoredLog log, Config config) {
        Recomputed made = output.prepare(log, config, source);
        FleetRecords records = FleetRecords.read(log, config.get(CommonSettings.TOPICS_PREFIX), fleet, source.gaps());
        List<Verdict> verdicts = new ArrayList<>(
                what.versions()
                        ? versions(new BudgetReplay(log, records, config, source.gaps(), made))
                        : decisions(new DecisionReplay(log, records, config, source.gaps(), made)));
        output.write(made, config);
        return new ReplayAnswer(
                records.fleet(), log.name(), verdicts, source.gaps().found());
    }

    private List<Verdict> versions(BudgetReplay replay) {
        List<Integer> wanted = wanted(replay);
        boolean one = what.version != null && wanted.size() == 1;
        ProgressLine progress = progress("training again", "updates", one ? 0 : replay.updates(wanted));
        return wanted.stream()
                .flatMap(last -> replay.version(last, progress::add).stream())
                .toList();
    }

    /** The last version of every budget that is asked for. */
    private List<Integer> wanted(BudgetReplay replay) {
        String range = what.version;
        if (range == null) {
            return replay.budgets(0, Integer.MAX_VALUE);
        }
        Matcher matcher = VERSIONS.matcher(range);
        if (!matcher.matches()) {
            throw wrong("--model-version takes a number or a range such as 3-7, not " + range);
        }
        int first = Integer.parseInt(matcher.group(1));
        return matcher.group(2) == null ? List.of(first) : replay.budgets(first, Integer.parseInt(matcher.group(2)));
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
