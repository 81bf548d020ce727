package io.slipstream.sim.classic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a classic world differs from the nominal one; every factor is 1 there.
 *
 * @param id name
 * @param length factor of the pole's or pendulum's length
 * @param gravity factor of gravity
 * @param mass factor of the pole's or pendulum's mass
 * @param delay steps that a command takes to arrive
 */
public record ClassicShift(String id, double length, double gravity, double mass, int delay) {
    /** Most steps a command can take. */
    public static final int LONGEST_DELAY = 8;

    private static final Map<String, ClassicShift> SHIPPED = shipped(
            new ClassicShift("C0", 1, 1, 1, 0),
            new ClassicShift("LONG", 3, 1, 1, 0),
            new ClassicShift("LONGER", 1.5, 1, 1, 0),
            new ClassicShift("SHORT", 0.5, 1, 1, 0),
            new ClassicShift("HEAVY", 1, 1, 3, 0),
            new ClassicShift("JUPITER", 1, 2.5, 1, 0),
            new ClassicShift("MOON", 1, 0.17, 1, 0),
            new ClassicShift("LATE", 1, 1, 1, 2),
            new ClassicShift("LATER", 1, 1, 1, 4));

    /** Checks the numbers. */
    public ClassicShift {
        if (!(length > 0 && gravity > 0 && mass > 0) || delay < 0 || delay > LONGEST_DELAY) {
            throw new IllegalArgumentException(
                    "shift " + id + " needs positive factors and a delay of 0 to " + LONGEST_DELAY + " steps");
        }
    }

    /**
     * The shift of that name.
     *
     * @throws IllegalArgumentException naming the known ones when there is none
     */
    public static ClassicShift byId(String id) {
        ClassicShift shift = SHIPPED.get(id);
        if (shift == null) {
            throw new IllegalArgumentException("unknown shift " + id + "; known are " + ids());
        }
        return shift;
    }

    /** All names. */
    public static Set<String> ids() {
        return SHIPPED.keySet();
    }

    /** Whether the world answers otherwise than the nominal one. */
    public boolean changesDynamics() {
        return length != 1 || gravity != 1 || mass != 1 || delay != 0;
    }

    private static Map<String, ClassicShift> shipped(ClassicShift... shifts) {
        Map<String, ClassicShift> byId = new LinkedHashMap<>();
        for (ClassicShift shift : shifts) {
            byId.put(shift.id(), shift);
        }
        return byId;
    }
}
