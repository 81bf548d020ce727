package io.slipstream.app.archive;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogRecord;

/**
 * A range of one partition to export.
 *
 * @param range its offsets
 * @param since earliest timestamp, ms
 * @param until timestamp at which it ends, ms, itself excluded
 */
public record Selection(Extent range, long since, long until) {
    /** All of a range. */
    public static Selection all(Extent range) {
        return new Selection(range, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    boolean unbounded() {
        return since == Long.MIN_VALUE && until == Long.MAX_VALUE;
    }

    boolean before(LogRecord record) {
        return record.timestamp() < since;
    }

    boolean after(LogRecord record) {
        return record.timestamp() >= until;
    }
}
