package io.slipstream.sim.task;

import java.util.List;

/**
 * Something to drive, as data.
 *
 * @param id name
 * @param route the ego vehicle's way; its end is the destination
 * @param streams the other traffic, none of which meets another
 * @param desiredSpeed m/s
 * @param laneLimit how far the ego vehicle may be from its route before the episode ends, m
 * @param maxTicks ticks of 0.1 s until the time-out
 */
public record Task(String id, Route route, List<Stream> streams, double desiredSpeed, double laneLimit, int maxTicks) {
    /** Most streams a task can have. */
    public static final int MAX_STREAMS = 4;

    /** Most ways that all streams of a task can have together. */
    public static final int MAX_WAYS = 16;

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
    }

    /** The same road and traffic with another goal: desired speed in m/s, limit of the lane in m, ticks until the time-out. */
    public Task withGoal(double otherSpeed, double otherLimit, int otherTicks) {
        return new Task(id, route, streams, otherSpeed, otherLimit, otherTicks);
    }
}
