package io.slipstream.sim.world;

/** What the lights ahead show. */
public enum Light {
    /** There are none, or they lie behind. */
    OFF,
    /** Wait. */
    RED,
    /** Go. */
    GREEN,
    /** Wait, if stopping is still possible. */
    YELLOW
}
