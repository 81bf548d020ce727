package io.slipstream.sim.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The named tasks. */
public final class Tasks {
    /** Where the middle of a car is that waits before a junction 30 m on, m. */
    private static final double BEFORE_JUNCTION = 27.5;

    private static final Map<String, Task> BY_ID = catalogue(
            // The world model is pretrained on this one: a right turn into moderate traffic, town 03.
            Junctions.rightTurn("RTM03", new Headway(2.5, 6)),
            // A left turn across moderate traffic, town 03.
            Junctions.leftTurn("LTM03", new Headway(3, 8)),
            // A roundabout with moderate traffic, town 03.
            Roundabouts.moderate("ROM03"),
            // A right turn into dense traffic, town 12.
            Junctions.denseRightTurn("RTD12"),
            // A left turn across dense traffic, town 03.
            Junctions.leftTurn("LTD03", new Headway(2.5, 6)),
            // From a ramp into a lane.
            Highways.merge("MERGE", new Headway(2.4, 5)),
            Highways.merge("MERGE_DENSE", new Headway(1.8, 3.6)),
            // Changing lanes among faster cars.
            Highways.fourLanes("FOURLANE"),
            // Past a slow car that swings about its lane.
            Highways.overtake("OVERTAKE"),
            // Waiting for 60 ticks within 2 m of a sign.
            Junctions.controlled("STOPSIGN", new StopSign(BEFORE_JUNCTION, 2, 60)),
            // Waiting for green.
            Junctions.controlled("LIGHTS", new Signal(BEFORE_JUNCTION, 60, 80, 40, 50, 10)),
            // Through a town.
            Grids.navigation("NAVIGATION"));

    private Tasks() {}

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Task byId(String id) {
        Task task = BY_ID.get(id);
        if (task == null) {
            throw new IllegalArgumentException("unknown task " + id + "; known are " + ids());
        }
        return task;
    }

    /** All names, sorted. */
    public static List<String> ids() {
        return List.copyOf(BY_ID.keySet());
    }

    private static Map<String, Task> catalogue(Task... tasks) {
        Map<String, Task> byId = new TreeMap<>();
        for (Task task : tasks) {
            byId.put(task.id(), task);
        }
        return byId;
    }
}
