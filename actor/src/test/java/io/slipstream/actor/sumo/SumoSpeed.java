package io.slipstream.actor.sumo;

import io.slipstream.actor.sumo.traci.Traci;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Steps a second through TraCI beside SUMO alone, on one network with as many cars, in turns, so that whatever else the machine does
 * falls on both. Run by hand: docs/results/sumo.md has the command. Its one argument is how many rounds there are.
 */
final class SumoSpeed {
    private static final int STEPS = 20_000;
    private static final double WARM_UP = 60;
    private static final byte[] EGO = "ego".getBytes(StandardCharsets.UTF_8);

    private final SumoFolder folder = new SumoFolder(Optional.empty(), Optional.empty());
    private final SumoMap map = folder.map("roundabout");
    private final Path types = folder.types(SumoShift.byId("C0"));
    private final PrintStream out;
    private long cars;

    private SumoSpeed(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        new SumoSpeed(System.out).run(rounds);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        double[] ratios = new double[rounds];
        try (folder) {
            for (int round = 0; round < rounds; round++) {
                double through = throughTraci();
                double alone = alone();
                ratios[round] = through / alone;
                out.printf(
                        Locale.ROOT,
                        "round %d: through TraCI %.0f steps/s with %.1f cars, all reported, SUMO alone %.0f, ratio %.2f%n",
                        round + 1,
                        through,
                        cars / (double) STEPS,
                        alone,
                        ratios[round]);
            }
        }
        Arrays.sort(ratios);
        out.printf(
                Locale.ROOT,
                "median ratio %.2f of %d rounds, %.2f to %.2f%n",
                ratios[rounds / 2],
                rounds,
                ratios[0],
                ratios[rounds - 1]);
    }

    private double throughTraci() throws IOException {
        cars = 0;
        try (StartedSumo sumo = new StartedSumo(SumoSettings.defaults(), map.network(), folder.log(0))) {
            Traci traci = sumo.connection();
            traci.load(options());
            traci.simulateUntil(WARM_UP);
            traci.add("ego", map.routes().get(0), "ego");
            traci.obey("ego");
            tick(traci);
            traci.watch("ego", 300, (x, y, angle, speed) -> {});
            long started = System.nanoTime();
            for (int t = 0; t < STEPS; t++) {
                tick(traci);
            }
            return STEPS / ((System.nanoTime() - started) / 1e9);
        }
    }

    /** The ego vehicle stands beside the road, where it holds nobody up, so that the traffic is that of SUMO alone. */
    private void tick(Traci traci) throws IOException {
        traci.sendTick(EGO, -40, -12, 90);
        traci.receiveTick(EGO, (x, y, angle, speed) -> cars++);
    }

    /** The time of a long run less that of a run as long as the warm-up, which holds start and loading. */
    private double alone() throws IOException, InterruptedException {
        double shorter = seconds(WARM_UP);
        double longer = seconds(WARM_UP + STEPS * 0.1);
        return STEPS / (longer - shorter);
    }

    private double seconds(double until) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sumo"));
        command.addAll(options());
        command.addAll(List.of("--end", String.format(Locale.ROOT, "%.1f", until)));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.log(1).toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("SUMO alone failed; see " + folder.log(1));
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private List<String> options() {
        return Traffic.options(map, types, 7, new SumoShift("BUSY", 1.9, Map.of()));
    }
}
