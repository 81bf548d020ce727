package io.slipstream.model;

import io.slipstream.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sub-units of a policy: copies of its actor that were specialised from the same trunk, so that what lies between them drives, too.
 * They are frozen and belong to one base; a {@link io.slipstream.model.adapter.MixtureForm} says how they are mixed.
 */
public final class SubUnits {
    private static final String PREFIX = "actor.unit.";

    private final List<Unit> units;

    /**
     * One sub-unit.
     *
     * @param name what it was specialised on
     * @param actor flat vector of its actor; not copied, do not change
     */
    public record Unit(String name, float[] actor) {}

    /**
     * Two or more, of different names.
     *
     * @throws IllegalModelException when they are fewer or of different sizes
     */
    public SubUnits(List<Unit> units) {
        this.units = List.copyOf(units);
        Set<String> names = new HashSet<>();
        for (Unit unit : this.units) {
            if (!names.add(unit.name())
                    || unit.actor().length != this.units.get(0).actor().length) {
                throw new IllegalModelException(
                        "the sub-unit '" + unit.name() + "' is there twice or has another size");
            }
        }
        if (this.units.size() < 2) {
            throw new IllegalModelException("a mixture needs two sub-units or more, not " + this.units.size());
        }
    }

    /** In order. */
    public List<Unit> units() {
        return units;
    }

    /** W_m - W0 of every sub-unit. */
    public List<float[]> tasks(float[] base) {
        return units.stream().map(unit -> difference(unit.actor(), base)).toList();
    }

    /** What a sub-unit comes to when it alone is mixed in: W_m - mean(W) + W0, the end of the simplex. */
    public float[] vertex(int unit, float[] base) {
        List<float[]> tasks = tasks(base);
        float[] vertex = base.clone();
        for (int i = 0; i < vertex.length; i++) {
            double mean = 0;
            for (float[] task : tasks) {
                mean += task[i];
            }
            vertex[i] += (float) (tasks.get(unit)[i] - mean / tasks.size());
        }
        return vertex;
    }

    private static float[] difference(float[] left, float[] right) {
        float[] difference = new float[left.length];
        for (int i = 0; i < left.length; i++) {
            difference[i] = left[i] - right[i];
        }
        return difference;
    }

    void checkFits(ModelSpec spec) {
        int expected = ParameterLayout.of(spec, Network.ACTOR).size();
        if (units.get(0).actor().length != expected) {
            throw new IllegalModelException("the sub-units have " + units.get(0).actor().length
                    + " parameters each, this model's actor has " + expected);
        }
    }

    /** As safetensors: one F32 tensor per sub-unit. */
    public byte[] toSafetensors() {
        return Safetensors.encode(tensors());
    }

    /**
     * Reads what {@link #toSafetensors()} wrote.
     *
     * @throws IllegalModelException when the bytes are damaged or hold no sub-units
     */
    public static SubUnits fromSafetensors(byte[] bytes) {
        return of(Safetensors.decode(bytes));
    }

    /** By tensor name, numbered so that their order is kept whoever writes the file. */
    Map<String, float[]> tensors() {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (int m = 0; m < units.size(); m++) {
            tensors.put(PREFIX + m + "." + units.get(m).name(), units.get(m).actor());
        }
        return tensors;
    }

    /** Whether any of these tensors is a sub-unit. */
    static boolean among(Map<String, float[]> tensors) {
        return tensors.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    static SubUnits of(Map<String, float[]> tensors) {
        Map<Integer, Unit> byNumber = new TreeMap<>();
        tensors.forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                int dot = name.indexOf('.', PREFIX.length());
                byNumber.put(number(name, dot), new Unit(name.substring(dot + 1), values));
            }
        });
        return new SubUnits(new ArrayList<>(byNumber.values()));
    }

    private static int number(String name, int dot) {
        try {
            return Integer.parseInt(name.substring(PREFIX.length(), dot));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalModelException("'" + name + "' names no sub-unit", e);
        }
    }
}
