package io.slipstream.sim.shift;

import io.slipstream.sim.catalogue.Catalogue;
import java.util.List;

/** The shifts that come with Slipstream, for whoever needs no file of a user's. */
public final class Shifts {
    private static final Catalogue SHIPPED = Catalogue.shipped();

    private Shifts() {}

    /**
     * The shift of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Shift byId(String id) {
        return SHIPPED.shift(id);
    }

    /** All names, in the order of the file. */
    public static List<String> ids() {
        return SHIPPED.shifts();
    }
}
