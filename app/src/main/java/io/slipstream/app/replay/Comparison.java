package io.slipstream.app.replay;

import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.SignalReference;
import io.slipstream.schemas.avro.WeightsReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Compares two records of one type field by field; numbers have to be equal to the last bit. */
public final class Comparison {
    private final Set<String> ignored;

    /**
     * @param ignored fields of the record itself that say when and how it was written, not what was computed
     */
    public Comparison(Set<String> ignored) {
        this.ignored = Set.copyOf(ignored);
    }

    /** Every field that differs, in the order of their paths. */
    public List<Difference> differences(SpecificRecord recorded, SpecificRecord recomputed) {
        Map<String, Object> before = new TreeMap<>();
        Map<String, Object> after = new TreeMap<>();
        flatten("", recorded, before);
        flatten("", recomputed, after);
        List<Difference> differences = new ArrayList<>();
        before.forEach((field, value) -> {
            Object other = after.remove(field);
            if (!Objects.equals(value, other)) {
                differences.add(new Difference(field, text(value), text(other)));
            }
        });
        after.forEach((field, value) -> differences.add(new Difference(field, text(null), text(value))));
        return differences;
    }

    private void flatten(String path, @Nullable Object value, Map<String, Object> into) {
        if (value instanceof IndexedRecord record) {
            for (Schema.Field field : record.getSchema().getFields()) {
                String name = path.isEmpty() ? field.name() : path + "." + field.name();
                if (!ignored.contains(name)) {
                    flatten(name, record.get(field.pos()), into);
                }
            }
        } else if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object item : list) {
                flatten(path + "[" + name(item, index++) + "]", item, into);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> flatten(path + "[" + key + "]", item, into));
        } else if (value != null) {
            into.put(path, value);
        }
    }

    private static String name(@Nullable Object item, int index) {
        if (item instanceof SignalReading reading) {
            return reading.getSignal();
        }
        if (item instanceof SignalReference reference) {
            return reference.getSignal();
        }
        if (item instanceof WeightsReference reference) {
            return reference.getName();
        }
        if (item instanceof OffsetRange range) {
            return range.getTopic() + "-" + range.getPartition();
        }
        return Integer.toString(index);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        return value instanceof ByteBuffer bytes
                ? bytes.remaining() + " bytes with hash " + Integer.toHexString(bytes.hashCode())
                : String.valueOf(value);
    }
}
