package io.slipstream.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a topic keeps its records.
 *
 * @param compacted whether only the newest record of a key is kept
 * @param milliseconds records older than this go, -1 for never
 * @param bytesPerPartition records beyond this size go, oldest first, -1 for no bound
 */
public record Retention(boolean compacted, long milliseconds, long bytesPerPartition) {

    private static final long SEGMENT_BYTES = 128L << 20;
    private static final long SEGMENT_MILLIS = Duration.ofDays(7).toMillis();

    /** Keeps everything. */
    public static Retention forEver() {
        return new Retention(false, -1, -1);
    }

    /** Keeps the newest record of every key. */
    public static Retention compact() {
        return new Retention(true, -1, -1);
    }

    /**
     * Keeps records for a time.
     *
     * @param time how long
     */
    public static Retention of(Duration time) {
        return new Retention(false, time.toMillis(), -1);
    }

    /**
     * Keeps the newest records up to a size, whatever their age. Time is left out on purpose: a retention time deletes
     * records that carry an old timestamp (a replayed log, a simulated clock) as soon as they arrive.
     *
     * @param bytesPerPartition size to keep of each partition
     */
    public static Retention ofBytes(long bytesPerPartition) {
        return new Retention(false, -1, bytesPerPartition);
    }

    /** The same with another size, where a size is what bounds it. */
    Retention bounded(long bytes) {
        return bytesPerPartition < 0 ? this : ofBytes(bytes);
    }

    /** A broker deletes whole segments: a small log needs small ones. */
    private long segmentBytes() {
        return bytesPerPartition < 0
                ? SEGMENT_BYTES
                : Math.min(SEGMENT_BYTES, Math.max(1 << 20, bytesPerPartition / 8));
    }

    /** For the same reason a short time needs segments that end soon. */
    private long segmentMillis() {
        return milliseconds < 0 ? SEGMENT_MILLIS : Math.min(SEGMENT_MILLIS, Math.max(60_000, milliseconds / 8));
    }

    Map<String, String> settings(int maxMessageBytes) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cleanup.policy", compacted ? "compact" : "delete");
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        settings.put("segment.bytes", Long.toString(segmentBytes()));
        if (!compacted) {
            settings.put("retention.ms", Long.toString(milliseconds));
            settings.put("retention.bytes", Long.toString(bytesPerPartition));
            settings.put("segment.ms", Long.toString(segmentMillis()));
        }
        return settings;
    }
}
