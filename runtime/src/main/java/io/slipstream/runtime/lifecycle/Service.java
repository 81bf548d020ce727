package io.slipstream.runtime.lifecycle;

/** A part of a process that is started once and closed once. */
public interface Service extends AutoCloseable {

    /** The role, as it appears in logs, thread names and health checks. */
    String name();

    /** Starts the part and returns once it works; throws when it cannot. */
    void start();

    /** Stops the part within a bound, also when it never started; a second call does nothing. */
    @Override
    void close();

    /** Whether the part still works. */
    boolean healthy();

    /** Whether the part does what it is there for, which may be later than its start. */
    default boolean ready() {
        return healthy();
    }
}
