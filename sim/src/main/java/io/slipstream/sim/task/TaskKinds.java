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
    private static final Range TICKS = new Range(1, 1_000);
    private static final Range CAR_SPEED = new Range(0.5, 30);

    private final Map<String, TaskKind> byName = new LinkedHashMap<>();

    /** All kinds that there are. */
    public TaskKinds() {
        byName.put("right-turn", (id, parameters) -> turn(id, false, parameters));
        byName.put("left-turn", (id, parameters) -> turn(id, true, parameters));
        byName.put("roundabout", TaskKinds::roundabout);
        byName.put("merge", TaskKinds::merge);
        byName.put("four-lanes", TaskKinds::fourLanes);
        byName.put("overtake", TaskKinds::overtake);
        byName.put("stop-sign", TaskKinds::stopSign);
        byName.put("lights", TaskKinds::lights);
        byName.put("navigation", TaskKinds::navigation);
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
        return Junctions.turn(
                id,
                left,
                layout,
                traffic(parameters, 5, new Headway(2.5, 6)),
                parameters.number("streamLength", 110, LENGTH));
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

    private static Task merge(String id, TaskParameters parameters) {
        Highways.Ramp ramp = new Highways.Ramp(
                parameters.number("offset", 12, new Range(3, 30)),
                parameters.number("curve", 40, new Range(20, 200)),
                parameters.number("in", 30, LENGTH),
                parameters.number("out", 40, LENGTH));
        return Highways.merge(id, ramp, traffic(parameters, 6.94, new Headway(2.4, 5)));
    }

    private static Task fourLanes(String id, TaskParameters parameters) {
        return Highways.fourLanes(
                id,
                cars(parameters),
                parameters.number("slowest", 10, CAR_SPEED),
                parameters.number("fastest", 14, CAR_SPEED),
                parameters.headway("headway", new Headway(3.5, 7)));
    }

    private static Task overtake(String id, TaskParameters parameters) {
        return Highways.overtake(
                id,
                parameters.number("length", 140, new Range(50, 500)),
                parameters.number("carSpeed", 2, CAR_SPEED),
                parameters.number("swing", 0.2, new Range(0, 2)),
                parameters.number("period", 5, new Range(1, 60)));
    }

    private static Task stopSign(String id, TaskParameters parameters) {
        StopSign sign = new StopSign(
                Junctions.WAITING, parameters.number("radius", 2, new Range(0.5, 10)), ticks(parameters, "ticks", 60));
        return Junctions.controlled(id, sign);
    }

    private static Task lights(String id, TaskParameters parameters) {
        Signal signal = new Signal(
                Junctions.WAITING,
                ticks(parameters, "redFrom", 60),
                ticks(parameters, "redTo", 80),
                ticks(parameters, "greenFrom", 40),
                ticks(parameters, "greenTo", 50),
                ticks(parameters, "yellow", 10));
        return Junctions.controlled(id, signal);
    }

    private static Task navigation(String id, TaskParameters parameters) {
        return Grids.navigation(
                id,
                cars(parameters),
                parameters.number("slowest", 4, CAR_SPEED),
                parameters.number("fastest", 6, CAR_SPEED));
    }

    private static int cars(TaskParameters parameters) {
        return (int) parameters.number("cars", 15, new Range(0, Task.MAX_CARS));
    }

    private static int ticks(TaskParameters parameters, String key, int otherwise) {
        return (int) parameters.number(key, otherwise, TICKS);
    }

    private static Junctions.Traffic traffic(TaskParameters parameters, double speed, Headway headway) {
        return new Junctions.Traffic(
                parameters.number("carSpeed", speed, CAR_SPEED), parameters.headway("headway", headway));
    }
}
