package io.slipstream.app.chaos;

import java.util.Locale;

/**
 * One thing that goes wrong.
 *
 * @param number from 1
 * @param kind what
 * @param target name of the process or link it happens to
 * @param gapMillis time since the fault before
 * @param lastsMillis time until it is mended: a killed process started again, a stopped one resumed, a link opened, a disk freed
 * @param strength delay of a slow link in ms, of no meaning otherwise
 */
public record Fault(int number, Kind kind, String target, long gapMillis, long lastsMillis, long strength) {
    /** Kinds of faults. */
    public enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGSTOP. */
        PAUSE,
        /** A link delays. */
        SLOW,
        /** A link passes nothing on, connections stay. */
        HOLD,
        /** A link passes nothing back, so that what clients said has happened and they do not know. */
        MUTE,
        /** A link's connections are closed and none can be made. */
        CUT,
        /** A broker's disk is full. */
        FULL_DISK
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "fault %d: %s %s for %.1f s%s",
                number,
                kind,
                target,
                lastsMillis / 1e3,
                kind == Kind.SLOW ? ", " + strength + " ms a chunk" : "");
    }
}
