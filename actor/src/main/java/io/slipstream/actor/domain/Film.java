package io.slipstream.actor.domain;

/** Watches environments for people; belongs to the driving thread. */
@FunctionalInterface
public interface Film {
    /** Films nothing. */
    Film NONE = modelVersion -> {};

    /** The environments have been stepped once, under this version. */
    void ticked(int modelVersion);
}
