package io.slipstream.app.log;

import java.util.List;
import java.util.Optional;

/** A log that can be read again and again: that of a cluster, or one in files. */
public interface StoredLog extends AutoCloseable {
    /** What there is of every partition, in order; nothing of topics that it does not have. */
    List<Extent> extents();

    /**
     * Opens a range of one partition. Offsets that hold nothing are passed over.
     *
     * @param range lies within what there is
     */
    LogCursor open(Extent range);

    /** What it is, for people. */
    String name();

    /** What there is of one partition; empty when there is no such partition. */
    default Optional<Extent> extent(String topic, int partition) {
        return extents().stream()
                .filter(extent -> extent.topic().equals(topic) && extent.partition() == partition)
                .findFirst();
    }

    /** What there is of a topic, partition by partition. */
    default List<Extent> extents(String topic) {
        return extents().stream().filter(extent -> extent.topic().equals(topic)).toList();
    }

    @Override
    void close();
}
