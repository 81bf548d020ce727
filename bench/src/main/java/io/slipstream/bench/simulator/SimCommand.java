package io.slipstream.bench.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream bench sim}: steps a second of every task, without observation, with the vector and with the bird's-eye view. */
@Command(
        name = "sim",
        description =
                "Prints environment steps per second and core for each task, bare, with the 64-float observation and with"
                        + " the bird's-eye view, by processor time of the one stepping thread.",
        mixinStandardHelpOptions = true)
public final class SimCommand implements Callable<Integer> {
    @Option(
            names = "--task",
            paramLabel = "ID",
            description = "Task to measure; may be given several times (default: every task).")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--environments",
            defaultValue = "128",
            description = "Environments stepped together (default: ${DEFAULT-VALUE}).")
    private int environments;

    @Option(names = "--ticks", defaultValue = "4000", description = "Ticks in a round (default: ${DEFAULT-VALUE}).")
    private int ticks;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds measured; their median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "Rounds driven before, unmeasured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Stepping stepping;
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        try {
            stepping = new Stepping(environments, ticks, rounds, warmUp);
            for (String task : tasks.isEmpty() ? Tasks.ids() : tasks) {
                scenarios.put(task, new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults()));
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<TaskSpeed> speeds = json ? measure(stepping, scenarios) : table(stepping, scenarios, out);
        if (json) {
            out.println(json(speeds));
        }
        out.flush();
        return speeds.stream().allMatch(TaskSpeed::allocatesNothing) ? 0 : 1;
    }

    private static List<TaskSpeed> measure(Stepping stepping, Map<String, Scenario> scenarios) {
        List<TaskSpeed> speeds = new ArrayList<>();
        scenarios.forEach((task, scenario) -> speeds.add(stepping.measure(task, scenario)));
        return speeds;
    }

    /** Prints each task as soon as it is measured. */
    private static List<TaskSpeed> table(Stepping stepping, Map<String, Scenario> scenarios, PrintWriter out) {
        machine().forEach((name, value) -> out.println(name + ": " + value));
        out.println(stepping.environments() + " environments, median of " + stepping.rounds() + " rounds of "
                + stepping.ticks() + " ticks; M = million steps/s/core");
        out.println();
        out.println("| task | cars | bare | vector | bird's eye | allocated |");
        out.println("|---|---|---|---|---|---|");
        List<TaskSpeed> speeds = new ArrayList<>();
        scenarios.forEach((task, scenario) -> {
            TaskSpeed speed = stepping.measure(task, scenario);
            speeds.add(speed);
            out.println(line(speed));
            out.flush();
        });
        return speeds;
    }

    private static String line(TaskSpeed speed) {
        long allocated = speed.bare().allocatedBytes()
                + speed.vector().allocatedBytes()
                + speed.birdsEye().allocatedBytes();
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f M | %.2f M | %.3f M | %d B |",
                speed.task(),
                speed.cars(),
                speed.bare().stepsPerSecond() * 1e-6,
                speed.vector().stepsPerSecond() * 1e-6,
                speed.birdsEye().stepsPerSecond() * 1e-6,
                allocated);
    }

    private String json(List<TaskSpeed> speeds) {
        Map<String, Object> result = new LinkedHashMap<>(machine());
        result.put("environments", environments);
        result.put("ticks", ticks);
        result.put("rounds", rounds);
        result.put("tasks", speeds);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result must always be writable as JSON", e);
        }
    }

    /** What a figure depends on. */
    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return machine;
    }
}
