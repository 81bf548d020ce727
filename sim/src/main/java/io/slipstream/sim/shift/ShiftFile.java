package io.slipstream.sim.shift;

import io.slipstream.sim.task.Headway;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads shifts from YAML, so that a new one needs no code. What a record does not name stays nominal. */
public final class ShiftFile {
    private ShiftFile() {}

    /**
     * Reads the shifts of a file by name, in its order.
     *
     * @throws IllegalArgumentException naming file, shift and key when something in it is wrong
     */
    public static Map<String, Shift> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    static Map<String, Shift> read(InputStream in, String name) {
        Map<String, Shift> shifts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : load(in, name).entrySet()) {
            try {
                shifts.put(entry.getKey(), shift(entry.getKey(), new Knobs("", entry.getValue())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", shift " + entry.getKey() + ": " + e.getMessage(), e);
            }
        }
        return Collections.unmodifiableMap(shifts);
    }

    private static Map<String, Object> load(InputStream in, String name) {
        try {
            @Nullable Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new Knobs("the file", root).values();
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not a file of shifts: " + e.getMessage(), e);
        }
    }

    private static Shift shift(String id, Knobs record) {
        String summary = record.text("summary").orElse("");
        Shift shift = new Shift(
                id,
                summary,
                vehicle(record.child("vehicle")),
                traffic(record.child("traffic")),
                goal(record.child("goal")));
        record.rejectUnread();
        return shift;
    }

    private static VehicleKnobs vehicle(Knobs knobs) {
        VehicleKnobs nominal = VehicleKnobs.NOMINAL;
        VehicleKnobs vehicle = new VehicleKnobs(
                knobs.number("friction", nominal.friction()),
                knobs.integer("delayTicks", nominal.delayTicks()),
                knobs.number("accelerationLag", nominal.accelerationLag()),
                knobs.number("steeringLag", nominal.steeringLag()),
                knobs.number("accelerationGain", nominal.accelerationGain()),
                knobs.number("brakeGain", nominal.brakeGain()),
                knobs.number("steeringGain", nominal.steeringGain()));
        knobs.rejectUnread();
        return vehicle;
    }

    private static TrafficKnobs traffic(Knobs knobs) {
        Optional<Headway> headway = knobs.pair("headway").map(pair -> new Headway(pair[0], pair[1]));
        TrafficKnobs traffic =
                new TrafficKnobs(knobs.number("aggressiveness", 0), knobs.number("headwayScale", 1), headway);
        knobs.rejectUnread();
        return traffic;
    }

    private static GoalKnobs goal(Knobs knobs) {
        double speed = knobs.number("desiredSpeed", Double.NaN);
        GoalKnobs goal = new GoalKnobs(
                knobs.text("task"), Double.isNaN(speed) ? OptionalDouble.empty() : OptionalDouble.of(speed));
        knobs.rejectUnread();
        return goal;
    }
}
