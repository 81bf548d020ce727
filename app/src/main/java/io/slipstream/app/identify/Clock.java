package io.slipstream.app.identify;

/** Adds up the time that parts of the work take. One thread. */
final class Clock {
    private long nanos;
    private long since;

    void start() {
        since = System.nanoTime();
    }

    void stop() {
        nanos += System.nanoTime() - since;
    }

    double seconds() {
        return nanos / 1e9;
    }
}
