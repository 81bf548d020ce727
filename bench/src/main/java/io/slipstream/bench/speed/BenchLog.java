package io.slipstream.bench.speed;

import org.jspecify.annotations.Nullable;

/** A broker whose topic of transitions holds all segments once; started when first needed. */
final class BenchLog implements AutoCloseable {
    private final BenchFolder folder;
    private @Nullable BenchBroker broker;
    private @Nullable BrokerWork ways;

    BenchLog(BenchFolder folder) {
        this.folder = folder;
    }

    /** Ways to the broker and from it. */
    BrokerWork ways(Driving driving) {
        BrokerWork made = ways;
        if (made == null) {
            BenchBroker started = new BenchBroker(folder.next());
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
