package io.slipstream.bench;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.PretrainingTasks;
import io.slipstream.sim.task.Tasks;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the scripted drivers fare in the simulator. Arguments: {@code drivers [episodes]} or {@code shifts [episodes]}; without any,
 * drivers.
 */
public final class DriverBenchmark {
    private static final int ENVIRONMENTS = 128;

    private final PrintStream out;

    private DriverBenchmark(PrintStream out) {
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        DriverBenchmark benchmark = new DriverBenchmark(System.out);
        String part = arguments.length > 0 ? arguments[0] : "drivers";
        int episodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        if (part.equals("shifts")) {
            benchmark.shifts(episodes);
        } else {
            benchmark.drivers(episodes);
        }
    }

    private void drivers(int episodes) {
        header();
        for (String task : Tasks.ids()) {
            List<Scenario> plain = List.of(scenario(task, "C0"));
            drive(task, "expert", plain, new ExpertDriver(ENVIRONMENTS), episodes);
            drive(task, "constant", plain, new ConstantSpeedDriver(ENVIRONMENTS), episodes);
            drive(task, "random", plain, new RandomDriver(5), episodes);
        }
        List<Scenario> broad = PretrainingTasks.broad(1, 300, RewardSettings.withTimeCost(0));
        drive("broad", "expert", broad, new ExpertDriver(ENVIRONMENTS), episodes);
        drive("broad", "constant", broad, new ConstantSpeedDriver(ENVIRONMENTS), episodes);
    }

    private void shifts(int episodes) {
        header();
        for (String shift : Shifts.ids()) {
            drive(
                    "RTM03",
                    "expert, " + shift,
                    List.of(scenario("RTM03", shift)),
                    new ExpertDriver(ENVIRONMENTS),
                    episodes);
        }
    }

    private void header() {
        out.println("| task | driver | success | collision | out of lane | time-out | return | steps | speed | TTC |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
    }

    private void drive(String task, String name, List<Scenario> pool, Driver driver, int episodes) {
        List<EpisodeMetrics> all = play(pool, driver, episodes);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.0f | %.0f | %.2f | %.2f |%n",
                task,
                name,
                share(all, Outcome.DESTINATION),
                share(all, Outcome.COLLISION),
                share(all, Outcome.OUT_OF_LANE),
                share(all, Outcome.TIME_OUT),
                all.stream()
                        .mapToDouble(EpisodeMetrics::episodeReturn)
                        .average()
                        .orElse(0),
                all.stream().mapToInt(EpisodeMetrics::steps).average().orElse(0),
                all.stream().mapToDouble(EpisodeMetrics::meanSpeed).average().orElse(0),
                all.stream()
                        .filter(metrics -> metrics.minTtc().isPresent())
                        .mapToDouble(metrics -> metrics.minTtc().getAsDouble())
                        .average()
                        .orElse(Double.NaN));
    }

    /** The first episodes of every environment, so that short ones are not preferred. */
    private static List<EpisodeMetrics> play(List<Scenario> pool, Driver driver, int episodes) {
        int each = (episodes + ENVIRONMENTS - 1) / ENVIRONMENTS;
        VectorEnvironment environment = new VectorEnvironment(pool, ENVIRONMENTS, 11);
        StepOutput output = new StepOutput(ENVIRONMENTS);
        environment.reset(output);
        int[] actions = new int[ENVIRONMENTS];
        List<EpisodeMetrics> all = new ArrayList<>();
        while (all.size() < each * ENVIRONMENTS) {
            driver.act(environment, actions);
            environment.step(actions, output);
            for (int i = 0; i < output.finishedCount(); i++) {
                int e = output.finished[i];
                if (environment.episode(e) < each) {
                    all.add(environment.metrics(e));
                }
            }
        }
        return all;
    }

    private static double share(List<EpisodeMetrics> all, Outcome outcome) {
        return all.stream().filter(metrics -> metrics.outcome() == outcome).count() / (double) all.size();
    }

    private static Scenario scenario(String task, String shift) {
        return new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.withTimeCost(0));
    }
}
