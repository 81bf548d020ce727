package io.slipstream.runtime.lifecycle;

/** Work without a thread: an {@link AgentRunner} calls it again and again. */
public interface Agent {

    /** Called once on the runner's thread before the first work. */
    default void onStart() {}

    /**
     * Does a bounded piece of work; may block for a short time, must heed interruption.
     *
     * @return false when there is nothing left to do, ever
     */
    boolean doWork();

    /** Called once on the runner's thread after the last work, also after a failure. */
    default void onClose() {}

    /** Called by another thread to get a blocked {@link #doWork()} to return, e.g. {@code consumer.wakeup()}. */
    default void wakeUp() {}
}
