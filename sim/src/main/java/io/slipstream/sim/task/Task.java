package io.slipstream.sim.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to drive, as data.
 *
 * @param id name
 * @param route the ego vehicle's way; its end is the destination
 * @param streams the other traffic; where two meet, cars of the one named first go first
 * @param desiredSpeed m/s
 * @param laneLimit how far the ego vehicle may be from its route before the episode ends, m
 * @param maxTicks ticks of 0.1 s until the time-out
 * @param features what else there is
 */
public record Task(
        String id,
        Route route,
        List<Stream> streams,
        double desiredSpeed,
        double laneLimit,
        int maxTicks,
        Features features) {
    /** Most streams a task can have. */
    public static final int MAX_STREAMS = 4;

    /** Most ways that all streams of a task can have together. */
    public static final int MAX_WAYS = 16;

    /** Most cars beside the ego vehicle. */
    public static final int MAX_CARS = 16;

    /** Checks that it can be driven. */
    public Task {
        streams = List.copyOf(streams);
        if (streams.size() > MAX_STREAMS) {
            throw new IllegalArgumentException(
                    "task " + id + " has " + streams.size() + " streams, at most " + MAX_STREAMS + " are possible");
        }
        int ways = streams.stream().mapToInt(stream -> stream.routes().size()).sum();
        if (ways > MAX_WAYS) {
            throw new IllegalArgumentException(
                    "the streams of task " + id + " have " + ways + " routes, at most " + MAX_WAYS + " are possible");
        }
        if (!(desiredSpeed > 0) || !(desiredSpeed <= 30)) {
            throw new IllegalArgumentException(
                    "task " + id + " needs a desired speed in (0, 30] m/s, not " + desiredSpeed);
        }
        if (!(laneLimit > 0) || maxTicks < 1) {
            throw new IllegalArgumentException("task " + id + " needs a positive lane limit and number of ticks");
        }
        checkFeatures(id, route, streams, features);
    }

    /** A task without further features. */
    public Task(String id, Route route, List<Stream> streams, double desiredSpeed, double laneLimit, int maxTicks) {
        this(id, route, streams, desiredSpeed, laneLimit, maxTicks, Features.NONE);
    }

    private static void checkFeatures(String id, Route route, List<Stream> streams, Features features) {
        if (features.network().isPresent()
                && !(streams.isEmpty() && features.leadCar().isEmpty())) {
            throw new IllegalArgumentException(
                    "task " + id + " has a network of lanes; streams or a lead car cannot be added to it");
        }
        features.control().ifPresent(control -> {
            if (!(control.at() < route.length())) {
                throw new IllegalArgumentException("the control of task " + id + " at " + control.at()
                        + " m lies behind the end of its route, " + route.length() + " m");
            }
        });
    }

    /** Every route that an episode may draw. */
    public List<Route> routes() {
        List<Route> all = new ArrayList<>(List.of(route));
        all.addAll(features.otherRoutes());
        return all;
    }
}
