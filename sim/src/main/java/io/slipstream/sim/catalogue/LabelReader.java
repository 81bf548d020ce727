package io.slipstream.sim.catalogue;

import io.slipstream.sim.math.Range;
import io.slipstream.sim.shift.LabelSettings;
import io.slipstream.sim.shift.VisitBins;
import java.util.List;

/** Reads how shifts are measured. What a record does not name stays as it was. */
final class LabelReader {
    private static final Range EDGE = new Range(-1000, 1000);
    private static final Range AHEAD = new Range(0, 40);
    // Only what a file leaves out of the very first record: the shipped one names everything.
    private static final LabelSettings BLANK =
            new LabelSettings(0, 0, 0, 1, 1, 0, new VisitBins(List.of(), List.of(), 0, List.of()));

    /** What holds before any file has spoken. */
    LabelSettings blank() {
        return BLANK;
    }

    LabelSettings read(Section section, LabelSettings otherwise) {
        VisitBins bins = bins(section.section("bins"), otherwise.bins());
        LabelSettings settings = new LabelSettings(
                section.number("egoBound", otherwise.egoBound(), LabelSettings.BOUND),
                section.number("trafficBound", otherwise.trafficBound(), LabelSettings.BOUND),
                section.number("visitBound", otherwise.visitBound(), LabelSettings.BOUND),
                (int) section.whole("environments", otherwise.environments(), LabelSettings.ENVIRONMENTS),
                (int) section.whole("episodes", otherwise.episodes(), LabelSettings.EPISODES),
                section.whole("seed", otherwise.seed(), new Range(-1e15, 1e15)),
                bins);
        section.rejectUnread();
        return settings;
    }

    private static VisitBins bins(Section section, VisitBins otherwise) {
        List<Double> speed = section.numbers("speed", 0, EDGE).orElse(otherwise.speed());
        List<Double> curvature = section.numbers("curvature", 0, EDGE).orElse(otherwise.curvature());
        double ahead = section.number("ahead", otherwise.ahead(), AHEAD);
        List<Double> distance = section.numbers("distance", 0, EDGE).orElse(otherwise.distance());
        section.rejectUnread();
        return section.make(() -> new VisitBins(speed, curvature, ahead, distance))
                .orElse(otherwise);
    }
}
