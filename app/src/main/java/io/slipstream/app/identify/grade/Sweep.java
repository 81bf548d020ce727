package io.slipstream.app.identify.grade;

import io.slipstream.app.statistics.Interval;
import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.AdaWmRule;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.decide.MismatchRule;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What becomes of the figures when the constants of a rule are others; nothing is driven again. For reading, not for tuning. */
public final class Sweep {
    private static final double[] FACTORS = {0.5, 0.75, 1, 1.25, 1.5, 2, 3};
    private static final double[] C1 = {0.05, 0.1, 0.2, 0.5, 1, 2};
    private static final double[] C2 = {-0.02, 0, 0.02, 0.05};

    /**
     * One setting.
     *
     * @param setting in words
     * @param macroF1 over all windows
     * @param falseAlarms findings per window without any shift
     */
    public record Point(String setting, double macroF1, Interval falseAlarms) {}

    private final List<GradedWindow> windows;

    /** Over windows that were graded. */
    public Sweep(List<GradedWindow> windows) {
        this.windows =
                windows.stream().filter(window -> window.truth().isPresent()).toList();
    }

    /** The monitor's rule with the distance of every threshold to its level multiplied. */
    public List<Point> thresholds(Reference reference) {
        DecisionSettings settings = DecisionSettings.defaults();
        MismatchRule rule = new MismatchRule(settings);
        AdaWmConstants constants = AdaWmConstants.of(reference, settings);
        List<Point> points = new ArrayList<>();
        for (double factor : FACTORS) {
            ThresholdScale scale = new ThresholdScale(factor);
            points.add(point(
                    String.format(Locale.ROOT, "thresholds x %.2f", factor),
                    readings -> rule.judge(scale.apply(readings), constants).finding()));
        }
        return points;
    }

    /** AdaWM's rule with other constants. */
    public List<Point> adaWm() {
        List<Point> points = new ArrayList<>();
        for (double c1 : C1) {
            for (double c2 : C2) {
                AdaWmConstants constants = new AdaWmConstants(c1, c2);
                points.add(point(
                        String.format(Locale.ROOT, "C1 %.2f, C2 %.2f", c1, c2),
                        readings -> AdaWmRule.find(readings, constants)));
            }
        }
        return points;
    }

    private Point point(String setting, Function<Readings, Finding> rule) {
        Confusion confusion = new Confusion();
        for (GradedWindow window : windows) {
            window.truth()
                    .ifPresent(label ->
                            confusion.add(label, rule.apply(window.window().readings())));
        }
        Interval falseAlarms = Interval.ofShare((int) confusion.falseAlarms(), (int) confusion.total(ShiftLabel.NONE));
        return new Point(setting, confusion.macroF1(), falseAlarms);
    }
}
