package io.slipstream.app.lineage;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much data.
 *
 * @param segments records
 * @param bytes of their values
 * @param steps environment steps
 * @param byTask steps by the task that was driven
 */
record DataVolume(long segments, long bytes, long steps, SortedMap<String, Long> byTask) {
    static final DataVolume NONE = new DataVolume(0, 0, 0, new TreeMap<>());

    DataVolume plus(String task, int length, long size) {
        SortedMap<String, Long> tasks = new TreeMap<>(byTask);
        tasks.merge(task, (long) length, Long::sum);
        return new DataVolume(segments + 1, bytes + size, steps + length, tasks);
    }
}
