package io.slipstream.actor.publish;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends records in order and lets only so many be on the way: when the broker is slow the sender waits, it never drops.
 * Once a record has failed for good every later call fails, so that no hole opens in the middle of a sequence. One
 * thread sends; any thread may read the gauges and close.
 */
public final class Outbox implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final long LOOK_UP_MILLIS = 100;

    private final Producer<String, SpecificRecord> producer;
    private final int maxInFlight;
    private final Semaphore permits;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong waitedNanos = new AtomicLong();
    private volatile boolean closed;

    /**
     * @param producer idempotent; closed by this outbox
     * @param maxInFlight most records sent and not yet acknowledged
     */
    public Outbox(Producer<String, SpecificRecord> producer, int maxInFlight) {
        this.producer = producer;
        this.maxInFlight = maxInFlight;
        permits = new Semaphore(maxInFlight);
    }

    /**
     * Sends a record, waiting while too many are on the way.
     *
     * @throws PublishException if a record could not be delivered, or the outbox is closed or interrupted meanwhile
     */
    public void send(String topic, String key, SpecificRecord value) {
        acquire();
        try {
            producer.send(new ProducerRecord<>(topic, key, value), (metadata, exception) -> delivered(exception));
        } catch (RuntimeException e) {
            delivered(e);
            throw new PublishException("cannot send to topic " + topic + ": " + e.getMessage(), e);
        }
    }

    /** Records sent and not yet acknowledged. */
    public int inFlight() {
        return maxInFlight - permits.availablePermits();
    }

    /** Time the sender has waited for acknowledgements so far, ns. */
    public long waitedNanos() {
        return waitedNanos.get();
    }

    /** Gives what is on the way a bounded time to arrive and closes the producer. */
    @Override
    public void close() {
        closed = true;
        producer.close(FLUSH);
    }

    private void acquire() {
        check();
        if (permits.tryAcquire()) {
            return;
        }
        long start = System.nanoTime();
        try {
            while (!permits.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while waiting for the broker", e);
        } finally {
            waitedNanos.addAndGet(System.nanoTime() - start);
        }
    }

    private void check() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new PublishException("a record could not be delivered: " + failed.getMessage(), failed);
        }
        if (closed) {
            throw new PublishException("the outbox is closed");
        }
    }

    private void delivered(@Nullable Exception exception) {
        if (exception != null) {
            failure.compareAndSet(null, exception);
        }
        permits.release();
    }
}
