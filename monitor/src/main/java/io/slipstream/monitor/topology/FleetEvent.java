package io.slipstream.monitor.topology;

/** Something that happened in an environment of a fleet, short enough to be kept until its window closes. */
sealed interface FleetEvent permits SegmentEvent, EpisodeEvent {
    /** Record it was read from. */
    Source source();

    /** Environment it happened in, as {@code actor/environment}. */
    String environment();

    /** Task that was driven. */
    String task();

    /** Model version that drove. */
    int modelVersion();

    /** Steps that the environment had taken by then since its actor started. */
    long age();

    /**
     * What happened, whatever record tells it: equal for one that stands on the log twice, as after a producer that began a new epoch
     * before it had heard of its last batch.
     */
    Object happening();
}
