package io.slipstream.sim.task;

import io.slipstream.sim.math.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of tasks that can be made without code. This is the one place where a kind registers. */
public final class TaskKinds {
    private static final Range LENGTH = new Range(5, 500);
    private static final Range RADIUS = new Range(4, 100);
    private static final Range ANGLE = new Range(0, 360);
    private static final Range CAR_SPEED = new Range(0.5, 30);

    private final Map<String, TaskKind> byName = new LinkedHashMap<>();

    /** All kinds that there are. */
    public TaskKinds() {
        byName.put("right-turn", (id, parameters) -> turn(id, false, parameters));
        byName.put("left-turn", (id, parameters) -> turn(id, true, parameters));
        byName.put("roundabout", TaskKinds::roundabout);
    }

    /** The kind of that name, if there is one. */
    public Optional<TaskKind> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    private static Task turn(String id, boolean left, TaskParameters parameters) {
        Junctions.Layout town = Junctions.Layout.TOWN_03;
        Junctions.Layout layout = new Junctions.Layout(
                parameters.number("half", town.half(), LENGTH),
                parameters.number("laneOffset", town.offset(), new Range(1, 5)),
                parameters.number("in", town.in(), LENGTH),
                parameters.number("out", town.out(), LENGTH));
        return Junctions.turn(id, left, layout, traffic(parameters, 5, new Headway(2.5, 6)));
    }

    private static Task roundabout(String id, TaskParameters parameters) {
        Roundabouts.Layout layout = new Roundabouts.Layout(
                parameters.number("radius", 20, RADIUS),
                parameters.number("entry", 205, ANGLE),
                parameters.number("angle", 220, ANGLE),
                parameters.number("turn", 65, new Range(20, 85)),
                parameters.number("in", 30, LENGTH),
                parameters.number("out", 25, LENGTH));
        return Roundabouts.roundabout(
                id,
                layout,
                traffic(parameters, 4.44, new Headway(3, 7)),
                parameters.number("carsBefore", 90, ANGLE),
                parameters.numbers("carExits", List.of(130.0, 215.0, 275.0), ANGLE));
    }

    private static Junctions.Traffic traffic(TaskParameters parameters, double speed, Headway headway) {
        return new Junctions.Traffic(
                parameters.number("carSpeed", speed, CAR_SPEED), parameters.headway("headway", headway));
    }
}
