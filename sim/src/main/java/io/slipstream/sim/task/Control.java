package io.slipstream.sim.task;

/** What can bid the ego vehicle stop at a place on its route. */
public sealed interface Control permits Signal, StopSign {
    /** How far along the route the middle of a waiting car is at most, m. */
    double at();
}
