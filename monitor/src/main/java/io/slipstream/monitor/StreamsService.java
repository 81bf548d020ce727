package io.slipstream.monitor;

import io.slipstream.monitor.topology.MonitorTopology;
import io.slipstream.monitor.web.KnownFleets;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.schemas.Keys;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a topology; its start returns once records are processed. */
final class StreamsService implements Service, KnownFleets {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final CountDownLatch settled = new CountDownLatch(1);
    private boolean started;

    StreamsService(Topology topology, Properties properties) {
        streams = new KafkaStreams(topology, properties);
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING || now == State.ERROR || now == State.NOT_RUNNING) {
                settled.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("the monitor's topology failed and stops", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    @Override
    public String name() {
        return "monitor-streams";
    }

    @Override
    public synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        streams.start();
        awaitSettled();
        if (!streams.state().isRunningOrRebalancing()) {
            throw new IllegalStateException("the monitor's topology did not start, it is " + streams.state()
                    + "; the log says why. Is another monitor with other settings on these topics?");
        }
    }

    @Override
    public synchronized void close() {
        // Without a word to the group the next monitor would wait until this one's session has timed out.
        CloseOptions leaving = CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn(
                    "the monitor's topology did not stop within {}; its last transaction is rolled back",
                    CLOSE_PATIENCE);
        }
    }

    @Override
    public boolean healthy() {
        return streams.state().isRunningOrRebalancing();
    }

    @Override
    public boolean ready() {
        return streams.state() == State.RUNNING;
    }

    private void awaitSettled() {
        try {
            if (!settled.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the monitor's topology is still {} after {}", streams.state(), START_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasFleet(String fleet) {
        String first = Keys.version(fleet, 0);
        String prefix = first.substring(0, first.length() - 1);
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> versions =
                manifests().range(prefix, prefix + Character.MAX_VALUE)) {
            return versions.hasNext();
        }
    }

    @Override
    public boolean hasVersion(String fleet, int version) {
        return manifests().get(Keys.version(fleet, version)) != null;
    }

    private ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> manifests() {
        return streams.store(StoreQueryParameters.fromNameAndType(
                MonitorTopology.MANIFESTS, QueryableStoreTypes.timestampedKeyValueStore()));
    }
}
