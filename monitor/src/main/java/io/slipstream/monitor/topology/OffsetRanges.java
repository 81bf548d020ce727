package io.slipstream.monitor.topology;

import io.slipstream.schemas.avro.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The offset ranges per partition that hold a set of events. */
final class OffsetRanges {

    private OffsetRanges() {}

    static List<OffsetRange> of(List<FleetEvent> events) {
        Map<String, Map<Integer, long[]>> ranges = new TreeMap<>();
        for (FleetEvent event : events) {
            Source source = event.source();
            long[] range = ranges.computeIfAbsent(source.topic(), topic -> new TreeMap<>())
                    .computeIfAbsent(source.partition(), partition -> new long[] {Long.MAX_VALUE, 0});
            range[0] = Math.min(range[0], source.offset());
            range[1] = Math.max(range[1], source.offset() + 1);
        }
        List<OffsetRange> result = new ArrayList<>();
        ranges.forEach(
                (topic, partitions) -> partitions.forEach((partition, range) -> result.add(OffsetRange.newBuilder()
                        .setTopic(topic)
                        .setPartition(partition)
                        .setFrom(range[0])
                        .setTo(range[1])
                        .build())));
        return result;
    }
}
