package io.slipstream.bench.speed;

import io.slipstream.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** A broker whose topic of transitions holds all segments once; started when first needed. */
final class BenchLog implements AutoCloseable {
    private final BenchFolder folder;
    private final int partitions;
    private @Nullable BenchBroker broker;
    private @Nullable BrokerWork ways;

    /** With as many partitions as a deployment has. */
    BenchLog(BenchFolder folder) {
        this(folder, Topics.TRANSITIONS.partitions());
    }

    /**
     * Starts nothing yet.
     *
     * @param partitions of the topic of transitions
     */
    BenchLog(BenchFolder folder, int partitions) {
        this.folder = folder;
        this.partitions = partitions;
    }

    /** Ways to the broker and from it. */
    BrokerWork ways(Driving driving) {
        BrokerWork made = ways;
        if (made == null) {
            BenchBroker started = new BenchBroker(folder.next(), partitions);
            broker = started;
            made = new BrokerWork(driving, started.config(), BenchBroker.PLAIN);
            made.fill();
            ways = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
