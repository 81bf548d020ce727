package io.slipstream.monitor.web;

/** What is on the log, for telling a person at once that a command names something that is not there. */
public interface KnownFleets {
    /** Whether any model version of a fleet is on the log. */
    boolean hasFleet(String fleet);

    /** Whether a model version of a fleet is on the log. */
    boolean hasVersion(String fleet, int version);
}
