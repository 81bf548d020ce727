package io.slipstream.actor.sumo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How SUMO's cars differ from the nominal ones, by SUMO's own knobs.
 *
 * @param id name
 * @param scale factor of how many cars come
 * @param knobs attributes of the type of car, as SUMO's {@code vType} has them
 */
record SumoShift(String id, double scale, Map<String, String> knobs) {
    private static final Map<String, String> NOMINAL = Map.of(
            "accel",
            "2.6",
            "decel",
            "4.5",
            "tau",
            "1",
            "sigma",
            "0.5",
            "minGap",
            "2.5",
            "speedFactor",
            "normc(1,0.1,0.5,1.5)");

    private static final Map<String, SumoShift> SHIPPED = shipped(
            new SumoShift("C0", 1, Map.of()),
            new SumoShift("DENSE", 1.6, Map.of()),
            new SumoShift("SPARSE", 0.5, Map.of()),
            new SumoShift(
                    "AGGRESSIVE",
                    1,
                    Map.of("accel", "3.5", "tau", "0.5", "minGap", "1", "speedFactor", "1.3", "sigma", "0.7")),
            new SumoShift("TIMID", 1, Map.of("accel", "1.5", "tau", "2", "minGap", "4", "speedFactor", "0.75")),
            new SumoShift("SLOPPY", 1, Map.of("sigma", "1", "speedFactor", "normc(1,0.3,0.4,1.8)")),
            new SumoShift(
                    "BLIND",
                    1,
                    Map.of("jmIgnoreFoeProb", "1", "jmIgnoreFoeSpeed", "50", "jmIgnoreJunctionFoeProb", "1")),
            new SumoShift("IDM", 1, Map.of("carFollowModel", "IDM")));

    /** Copies the knobs. */
    SumoShift {
        knobs = Map.copyOf(knobs);
    }

    /**
     * The shift of that name.
     *
     * @throws IllegalArgumentException naming the known ones when there is none
     */
    static SumoShift byId(String id) {
        SumoShift shift = SHIPPED.get(id);
        if (shift == null) {
            throw new IllegalArgumentException("unknown shift " + id + "; SUMO's are " + ids());
        }
        return shift;
    }

    /** All names. */
    static Set<String> ids() {
        return SHIPPED.keySet();
    }

    /** An additional file of SUMO with this shift's type of car and the ego vehicle's, which are 4.5 x 1.9 m. */
    String types() {
        StringBuilder type = new StringBuilder("    <vType id=\"car\" length=\"4.5\" width=\"1.9\"");
        Map<String, String> all = new TreeMap<>(NOMINAL);
        all.putAll(knobs);
        all.forEach((name, value) ->
                type.append(' ').append(name).append("=\"").append(value).append('"'));
        return "<additional>\n" + type + "/>\n    <vType id=\"ego\" length=\"4.5\" width=\"1.9\"/>\n</additional>\n";
    }

    private static Map<String, SumoShift> shipped(SumoShift... shifts) {
        Map<String, SumoShift> byId = new LinkedHashMap<>();
        for (SumoShift shift : shifts) {
            byId.put(shift.id(), shift);
        }
        return byId;
    }
}
