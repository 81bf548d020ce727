package io.slipstream.actor.sumo.traci;

import java.io.IOException;

/** SUMO refused a command, answered what TraCI does not allow, or did not answer; the connection is of no more use. */
public final class TraciException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what happened and what can be done about it. */
    public TraciException(String message) {
        super(message);
    }

    /** Says what happened because of something else. */
    public TraciException(String message, Throwable cause) {
        super(message, cause);
    }
}
