package io.slipstream.app.replay;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.RangeReader;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.TimeOrder;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.monitor.topology.FleetReplay;
import io.slipstream.monitor.topology.ReplayedEvent;
import io.slipstream.monitor.topology.TopologySettings;
import io.slipstream.monitor.topology.WindowReplay;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.serde.UnknownSchemaException;
import io.slipstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the monitor's mathematics over a whole log in the order of its timestamps, with any settings, as fast as it goes or at the speed at
 * which the log was written. One thread reads and judges windows, another one decodes ahead of it.
 */
public final class WhatIf {
    private static final int BATCH = 128;
    private static final int AHEAD = 8;

    private final StoredLog log;
    private final String prefix;
    private final WireFormat wire;
    private final Gaps gaps;

    /**
     * @param log the log
     * @param prefix of topic names
     * @param wire how records travel
     * @param gaps takes what is missing
     */
    public WhatIf(StoredLog log, String prefix, WireFormat wire, Gaps gaps) {
        this.log = log;
        this.prefix = prefix;
        this.wire = wire;
        this.gaps = gaps;
    }

    /**
     * What came of it.
     *
     * @param replay windows and decisions
     * @param steps environment steps
     * @param seconds wall-clock time
     */
    public record Played(FleetReplay replay, long steps, double seconds) {}

    /** An event, or a manifest, at its time. */
    private record Item(LogRecord record, Optional<ReplayedEvent> event) {}

    /**
     * Plays the log once.
     *
     * @param settings of the monitor
     * @param pace holds records back, or not
     * @param progress counts records
     */
    public Played play(TopologySettings settings, Pace pace, ProgressLine progress) {
        FleetReplay replay = new FleetReplay(settings, wire);
        long started = System.nanoTime();
        long steps = 0;
        ExecutorService decoder =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "slipstream-replay-decoder"));
        try (LogCursor records = new TimeOrder(log, ranges())) {
            Deque<Future<List<Item>>> ahead = new ArrayDeque<>();
            boolean more = true;
            while (more || !ahead.isEmpty()) {
                while (more && ahead.size() < AHEAD) {
                    List<LogRecord> batch = batch(records);
                    more = batch.size() == BATCH;
                    ahead.addLast(decoder.submit(() -> decoded(batch)));
                }
                steps += judge(take(ahead.removeFirst()), replay, pace, progress);
            }
        } finally {
            decoder.shutdownNow();
        }
        return new Played(replay, steps, (System.nanoTime() - started) / 1e9);
    }

    /**
     * Reads the same records and does nothing with them: what reading alone allows.
     *
     * @return records a second
     */
    public double readingAlone() {
        long started = System.nanoTime();
        long count = 0;
        try (LogCursor records = new TimeOrder(log, ranges())) {
            while (records.next().isPresent()) {
                count++;
            }
        }
        return count / ((System.nanoTime() - started) / 1e9);
    }

    /** Records that will be played. */
    public long size() {
        return ranges().stream().mapToLong(Extent::length).sum();
    }

    private List<Extent> ranges() {
        List<Extent> ranges = new ArrayList<>();
        RangeReader reader = new RangeReader(log, gaps);
        for (String topic :
                List.of(Topics.TRANSITIONS.name(prefix), Topics.EPISODES.name(prefix), Topics.MODELS.name(prefix))) {
            // A log that has lost its beginning has lost what the first windows rest on.
            boolean fromTheBeginning = !topic.equals(Topics.MODELS.name(prefix));
            for (Extent extent : log.extents(topic)) {
                ranges.add(
                        fromTheBeginning
                                ? reader.within(new Extent(topic, extent.partition(), 0, extent.to()))
                                : extent);
            }
        }
        return ranges;
    }

    private static List<LogRecord> batch(LogCursor records) {
        List<LogRecord> batch = new ArrayList<>(BATCH);
        Optional<LogRecord> record = records.next();
        while (record.isPresent()) {
            batch.add(record.get());
            record = batch.size() == BATCH ? Optional.empty() : records.next();
        }
        return batch;
    }

    private List<Item> decoded(List<LogRecord> batch) {
        String transitions = Topics.TRANSITIONS.name(prefix);
        String episodes = Topics.EPISODES.name(prefix);
        List<Item> items = new ArrayList<>(batch.size());
        for (LogRecord record : batch) {
            WindowReplay.Bytes bytes =
                    new WindowReplay.Bytes(record.topic(), record.partition(), record.offset(), record.value());
            try {
                if (record.topic().equals(transitions)) {
                    items.add(new Item(record, ReplayedEvent.segment(wire, bytes)));
                } else if (record.topic().equals(episodes)) {
                    items.add(new Item(record, ReplayedEvent.episode(wire, bytes)));
                } else {
                    items.add(new Item(record, Optional.empty()));
                }
            } catch (UnknownSchemaException e) {
                synchronized (gaps) {
                    gaps.report(FutureSchema.message(record, e));
                }
            }
        }
        return items;
    }

    private long judge(List<Item> items, FleetReplay replay, Pace pace, ProgressLine progress) {
        long steps = 0;
        for (Item item : items) {
            LogRecord record = item.record();
            pace.until(record.timestamp());
            byte[] key = record.key();
            byte[] value = record.value();
            if (record.topic().equals(Topics.MODELS.name(prefix)) && key != null && value != null) {
                replay.manifest(new String(key, StandardCharsets.UTF_8), value);
            }
            if (item.event().isPresent()) {
                steps += item.event().get().steps();
                replay.take(item.event().get(), record.timestamp());
            }
        }
        progress.add(items.size());
        return steps;
    }

    private static <T> T take(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableLogException("the replay was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnusableLogException unusable) {
                throw unusable;
            }
            throw new IllegalStateException("decoding failed", e);
        }
    }
}
