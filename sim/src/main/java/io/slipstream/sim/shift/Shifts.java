package io.slipstream.sim.shift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shifts that come with Slipstream; their records are in {@code shifts.yaml} beside this class. */
public final class Shifts {
    private static final Map<String, Shift> BY_ID = shipped();

    private Shifts() {}

    /**
     * The shift of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Shift byId(String id) {
        Shift shift = BY_ID.get(id);
        if (shift == null) {
            throw new IllegalArgumentException("unknown shift " + id + "; known are " + ids());
        }
        return shift;
    }

    /** All names, in the order of the file. */
    public static List<String> ids() {
        return List.copyOf(BY_ID.keySet());
    }

    private static Map<String, Shift> shipped() {
        try (InputStream in = Objects.requireNonNull(
                Shifts.class.getResourceAsStream("shifts.yaml"), "shifts.yaml is missing in the jar")) {
            return ShiftFile.read(in, "shifts.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
