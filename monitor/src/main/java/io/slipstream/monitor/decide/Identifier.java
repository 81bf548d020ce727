package io.slipstream.monitor.decide;

import io.slipstream.runtime.signals.Reference;

/** A way of telling from the signals of a fleet which part no longer fits. */
public interface Identifier {
    /** Judges successive windows of one fleet; may remember earlier ones. Not safe for use by several threads. */
    @FunctionalInterface
    interface Session {
        /** What the next window shows. */
        Finding judge(SignalWindow window);
    }

    /** Short name, as in tables. */
    String name();

    /** Starts on one fleet, whose model version has this reference. */
    Session open(Reference reference);
}
