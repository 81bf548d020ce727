package io.slipstream.bench;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftMeasurement;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What every shift does to the expert on RTM03 and the label that follows. Arguments: episodes of each of 64 environments, then
 * catalogue files of one's own.
 */
public final class ShiftTable {
    private static final int ENVIRONMENTS = 64;
    private static final String HOME = "RTM03";

    private ShiftTable() {}

    /** Prints it. */
    public static void main(String[] arguments) throws Exception {
        int episodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        List<Path> files = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        print(Catalogue.with(files), episodes, System.out);
    }

    private static void print(Catalogue catalogue, int episodes, PrintStream out) {
        ShiftLabeller labeller =
                new ShiftLabeller(ExpertDriver::new, catalogue.labels().withSample(ENVIRONMENTS, episodes));
        out.println("| shift | change | split | D_ego | dv_npc, m/s | TV | seen | success | label |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String id : catalogue.shifts()) {
            ShiftMeasurement measured = labeller.measure(catalogue.scenario(HOME, id, RewardSettings.defaults()));
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s |%n",
                    id,
                    catalogue.shift(id).summary(),
                    catalogue.shift(id).split().name().toLowerCase(Locale.ROOT),
                    measured.ego(),
                    measured.traffic(),
                    measured.visits(),
                    measured.sight(),
                    measured.success(),
                    measured.label().name().toLowerCase(Locale.ROOT));
        }
    }
}
