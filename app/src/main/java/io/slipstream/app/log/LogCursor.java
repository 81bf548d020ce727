package io.slipstream.app.log;

import java.util.Optional;

/** Reads a range of one partition, record after record. Owned by one thread. */
public interface LogCursor extends AutoCloseable {
    /**
     * The next record.
     *
     * @return empty at the end of the range
     * @throws UnusableLogException when what lies there cannot be read
     */
    Optional<LogRecord> next();

    @Override
    void close();
}
