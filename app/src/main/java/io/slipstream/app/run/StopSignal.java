package io.slipstream.app.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM as something a main thread can wait for: the JVM stays up until the thread has closed everything, or
 * until its patience ends.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(9_500);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private StopSignal() {}

    /** Listens from now on; close it when everything has been closed. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
        return signal;
    }

    private void stop() {
        requested.countDown();
        try {
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("slipstream: not everything could be closed in time; the log stays consistent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an end has been asked for. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for the request or the time, whichever comes first; whether an end has been asked for. */
    public boolean await(Duration patience) {
        try {
            return requested.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the JVM end. */
    @Override
    public void close() {
        done.countDown();
    }
}
