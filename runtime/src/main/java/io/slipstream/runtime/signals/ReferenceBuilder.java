package io.slipstream.runtime.signals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reference of a freshly trained version from null windows: windows of the size the monitor uses, driven where nothing has
 * changed. Windows of control conditions (say, denser traffic) are harmless changes; they widen the null quantiles and move no level.
 */
public final class ReferenceBuilder {
    private static final int FEWEST_WINDOWS = 2;

    private final List<WindowSignals> home;
    private final List<List<WindowSignals>> controls = new ArrayList<>();
    private final Map<String, Double> constants = new TreeMap<>(Margins.DEFAULTS);

    /**
     * @param home at least two windows of the condition the version was trained for; they set the levels and frequencies
     */
    public ReferenceBuilder(List<WindowSignals> home) {
        requireEnough(home);
        this.home = List.copyOf(home);
    }

    /** Adds the windows of one control condition, at least two. */
    public ReferenceBuilder control(List<WindowSignals> windows) {
        requireEnough(windows);
        controls.add(List.copyOf(windows));
        return this;
    }

    /** Sets a constant that travels with the reference, say {@code C1}, or a margin (see {@link Margins}). */
    public ReferenceBuilder constant(String name, double value) {
        constants.put(name, value);
        return this;
    }

    /** Levels are means over the home windows, null quantiles cover home and controls, frequencies are pooled over home. */
    public Reference build() {
        WindowSignals pooled = pooled(home, null);
        double[] visitation = pooled.visitation();
        double[] actions = pooled.actionFrequencies();
        List<Map<String, Double>> homeValues = homeValues();
        List<List<Map<String, Double>>> conditions = new ArrayList<>();
        conditions.add(homeValues);
        for (List<WindowSignals> control : controls) {
            conditions.add(
                    control.stream().map(w -> w.values(visitation, actions)).toList());
        }
        Map<String, Level> levels = new TreeMap<>();
        for (String signal : commonSignals(homeValues)) {
            levels.put(signal, level(signal, conditions));
        }
        return new Reference(levels, visitation, actions, constants);
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

    private Level level(String signal, List<List<Map<String, Double>>> conditions) {
        double level = NullQuantile.mean(column(signal, conditions.get(0)));
        boolean low = SignalNames.warnsWhenLow(signal);
        double bound = level;
        for (List<Map<String, Double>> condition : conditions) {
            double[] column = column(signal, condition);
            if (column.length >= FEWEST_WINDOWS) {
                bound = low ? Math.min(bound, NullQuantile.lower(column)) : Math.max(bound, NullQuantile.upper(column));
            }
        }
        return new Level(level, low ? bound : Margins.widened(signal, level, bound, constants));
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
