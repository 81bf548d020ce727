package io.slipstream.app.log;

import java.util.Comparator;

/**
 * A half-open range of offsets of one partition.
 *
 * @param topic full name of the topic
 * @param partition partition
 * @param from first offset
 * @param to one past the last offset
 */
public record Extent(String topic, int partition, long from, long to) implements Comparable<Extent> {
    private static final Comparator<Extent> ORDER =
            Comparator.comparing(Extent::topic).thenComparing(Extent::partition).thenComparing(Extent::from);

    @Override
    public int compareTo(Extent other) {
        return ORDER.compare(this, other);
    }

    /** Offsets in it. */
    public long length() {
        return Math.max(0, to - from);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + " [" + from + ", " + to + ")";
    }
}
