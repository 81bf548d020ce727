package io.slipstream.runtime.signals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reference of a freshly trained version from null windows: windows of the size the monitor uses, driven where nothing has
 * changed. Windows of other conditions (say, denser traffic) move no level; they widen the null quantiles of the signals that they must
 * not raise.
 */
public final class ReferenceBuilder {
    private static final int FEWEST_WINDOWS = 2;
    /** A share of steps that is smaller is too few to act on, however rarely it came up in the calibration. */
    private static final double SMALLEST_SHARE = 0.02;

    private final List<WindowSignals> home;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Double> constants = new TreeMap<>();
    private final Extent support;

    private record Condition(List<WindowSignals> windows, Predicate<String> harmless) {}

    /**
     * @param home at least two windows of the condition the version was trained for; they set the levels and frequencies
     */
    public ReferenceBuilder(List<WindowSignals> home) {
        requireEnough(home);
        this.home = List.copyOf(home);
        SignalLayout layout = home.get(0).layout();
        support = layout.support();
        for (SignalGroup group : layout.groups()) {
            if (Double.isFinite(group.familiarBelow())) {
                constants.put(SignalNames.familiar(group.name()), group.familiarBelow());
            }
        }
    }

    /** Adds the windows of one control condition, at least two: no signal may warn of it. */
    public ReferenceBuilder control(List<WindowSignals> windows) {
        return condition(windows, signal -> true);
    }

    /**
     * Adds the windows of one condition, at least two.
     *
     * @param harmless the signals that must not warn of it
     */
    public ReferenceBuilder condition(List<WindowSignals> windows, Predicate<String> harmless) {
        requireEnough(windows);
        conditions.add(new Condition(List.copyOf(windows), harmless));
        return this;
    }

    /** Sets a constant that travels with the reference, say {@code C1}. */
    public ReferenceBuilder constant(String name, double value) {
        constants.put(name, value);
        return this;
    }

    /** Levels are means over the home windows, null quantiles cover home and conditions, frequencies are pooled over home. */
    public Reference build() {
        WindowSignals pooled = pooled(home, null);
        double[] visitation = pooled.visitation();
        double[] actions = pooled.actionFrequencies();
        List<Map<String, Double>> homeValues = homeValues();
        Map<String, Level> levels = new TreeMap<>();
        for (String signal : commonSignals(homeValues)) {
            List<double[]> columns = new ArrayList<>();
            columns.add(column(signal, homeValues));
            for (Condition condition : conditions) {
                if (condition.harmless().test(signal)) {
                    columns.add(column(
                            signal,
                            condition.windows().stream()
                                    .map(window -> window.values(visitation, actions))
                                    .toList()));
                }
            }
            levels.put(signal, level(signal, columns));
        }
        return new Reference(levels, visitation, actions, support.ends(), constants);
    }

    /** Every home window against the others, since a window is too close to frequencies it is part of. */
    private List<Map<String, Double>> homeValues() {
        List<Map<String, Double>> values = new ArrayList<>();
        for (WindowSignals window : home) {
            WindowSignals others = pooled(home, window);
            values.add(window.values(others.visitation(), others.actionFrequencies()));
        }
        return values;
    }

    private static Level level(String signal, List<double[]> columns) {
        double level = NullQuantile.mean(columns.get(0));
        boolean low = SignalNames.warnsWhenLow(signal);
        double bound = level;
        for (double[] column : columns) {
            if (column.length >= FEWEST_WINDOWS) {
                bound = low ? Math.min(bound, NullQuantile.lower(column)) : Math.max(bound, NullQuantile.upper(column));
            }
        }
        return new Level(level, SignalNames.isShare(signal) ? Math.max(bound, SMALLEST_SHARE) : bound);
    }

    private static double[] column(String signal, List<Map<String, Double>> windows) {
        return windows.stream()
                .map(values -> values.get(signal))
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static Set<String> commonSignals(Collection<Map<String, Double>> windows) {
        Set<String> names = new TreeSet<>(windows.iterator().next().keySet());
        windows.forEach(values -> names.retainAll(values.keySet()));
        return names;
    }

    @SuppressWarnings("ReferenceEquality") // leaves out that very window, not one that is equal to it
    private static WindowSignals pooled(List<WindowSignals> windows, @Nullable WindowSignals leftOut) {
        WindowSignals pooled = new WindowSignals(windows.get(0).layout());
        for (WindowSignals window : windows) {
            if (window != leftOut) {
                pooled.merge(window);
            }
        }
        return pooled;
    }

    private static void requireEnough(List<WindowSignals> windows) {
        if (windows.size() < FEWEST_WINDOWS) {
            throw new IllegalArgumentException(
                    "a condition needs at least " + FEWEST_WINDOWS + " null windows, not " + windows.size());
        }
    }
}
