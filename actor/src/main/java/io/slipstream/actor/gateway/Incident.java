package io.slipstream.actor.gateway;

import java.util.Locale;

/** What can happen to a gateway; each is counted. */
public enum Incident {
    /** A client has come in. */
    JOINED,
    /** Its token was wrong. */
    WRONG_TOKEN,
    /** Its spaces are not those of the fleet. */
    WRONG_SPACES,
    /** There was no room for its environments. */
    FULL,
    /** It gave way to a newer connection of the same name. */
    FENCED,
    /** A frame came twice; the second was dropped. */
    DUPLICATE,
    /** A frame came that was not its turn; the client was dropped. */
    OUT_OF_ORDER,
    /** What came was no frame; the client was dropped. */
    GARBAGE,
    /** A frame was larger than is allowed; the client was dropped. */
    TOO_LARGE,
    /** It said that an episode began or ended where none can; the client was dropped. */
    IMPOSSIBLE_EPISODE,
    /** A number was not finite; its episode is not recorded. */
    NOT_FINITE,
    /** It did not answer within the patience: the fleet drives on, its episode is not recorded. */
    LATE,
    /** It did not answer at all; the client was dropped. */
    NO_ANSWER,
    /** Nothing was heard of it, heartbeats included; the client was dropped. */
    SILENT,
    /** Its connection broke. */
    VANISHED,
    /** It said goodbye. */
    LEFT;

    /** As a metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
