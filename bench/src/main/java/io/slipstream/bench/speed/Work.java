package io.slipstream.bench.speed;

/** Something that is measured by doing it for a while. One thread uses it. */
interface Work extends AutoCloseable {
    /** Makes ready for a round; not measured. */
    default void before() {}

    /**
     * Does a round.
     *
     * @return how much was done, in the unit of the probe
     */
    double round();

    @Override
    default void close() {}
}
