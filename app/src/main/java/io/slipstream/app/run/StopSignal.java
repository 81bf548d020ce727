package io.slipstream.app.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and TERM as something a main thread can wait for: the JVM stays up until the thread has closed everything, or
 * until its patience ends.
 */
public final class StopSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final Duration PATIENCE = Duration.ofMillis(9_500);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private @Nullable Thread blocked;

    private StopSignal() {}

    /** Listens from now on; close it when everything has been closed. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
        return signal;
    }

    private void stop() {
        synchronized (this) {
            requested.countDown();
            if (blocked != null) {
                blocked.interrupt();
            }
        }
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

    /** Waits for the request, for as long as it takes. */
    public void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /**
     * Does work that may wait for long, such as a start; a stop meanwhile interrupts it.
     *
     * @return whether the work was done
     * @throws RuntimeException of the work, unless a stop was the reason
     */
    public boolean unlessRequested(Runnable work) {
        synchronized (this) {
            if (requested()) {
                return false;
            }
            blocked = Thread.currentThread();
        }
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            if (requested()) {
                return false;
            }
            throw e;
        } finally {
            release();
        }
    }

    private synchronized void release() {
        blocked = null;
        if (requested() && Thread.interrupted()) {
            // The interruption has done what it was for; what closes now must not trip over it.
            LOG.debug("a stop ended the start");
        }
    }

    /** Lets the JVM end. */
    @Override
    public void close() {
        done.countDown();
    }
}
