package io.slipstream.sim.world;

/** Moves the other cars. */
interface CarPass {
    /** Makes the road as it is long before the ego vehicle comes. */
    void reset(int e);

    /** Draws how many ticks traffic flows before the ego vehicle comes. */
    int warmUp(int e);

    /** The ego vehicle appears; whoever would have avoided coming so near is taken away. */
    void enter(int e);

    /** One tick. With {@code ego} false, the ego vehicle is not there yet. */
    void step(int e, boolean ego);
}
