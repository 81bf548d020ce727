package io.slipstream.app.topics;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns records into plain maps that print well: tensors become a summary, blobs their length, shifts what is not nominal in them. */
public final class RecordView {
    private static final int LONGEST_TEXT = 240;

    private RecordView() {}

    /** A record's fields by name, in the order of its schema; absent optional fields are left out. */
    public static Map<String, Object> of(SpecificRecord record) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = view(record.get(field.pos()));
            if (value != null) {
                view.put(field.name(), value);
            }
        }
        return view;
    }

    private static @Nullable Object view(@Nullable Object value) {
        if (value instanceof Tensor tensor) {
            return summary(tensor);
        }
        if (value instanceof ShiftKnobs knobs) {
            return turned(knobs);
        }
        if (value instanceof SpecificRecord record) {
            return of(record);
        }
        if (value instanceof ByteBuffer bytes) {
            return bytes.remaining() + " bytes";
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(RecordView::view).toList();
        }
        if (value instanceof CharSequence text) {
            return text.length() <= LONGEST_TEXT ? text.toString() : text.subSequence(0, LONGEST_TEXT) + "...";
        }
        return value instanceof Number || value instanceof Boolean || value instanceof Map || value == null
                ? value
                : value.toString();
    }

    /** The knobs that are not where the schema has them, which is where the nominal world has them. */
    private static Map<String, Object> turned(ShiftKnobs knobs) {
        Map<String, Object> turned = new LinkedHashMap<>();
        for (Schema.Field knob : knobs.getSchema().getFields()) {
            Object value = knobs.get(knob.pos());
            if (value != null
                    && !(knob.hasDefaultValue()
                            && value.equals(SpecificData.get().getDefaultValue(knob)))) {
                turned.put(knob.name(), value);
            }
        }
        return turned;
    }

    private static String summary(Tensor tensor) {
        String head = tensor.getDataType().name().toLowerCase(Locale.ROOT) + tensor.getShape();
        try {
            return head + " "
                    + (tensor.getDataType() == DataType.FLOAT32
                            ? range(Tensors.floats(tensor))
                            : range(Tensors.unsigned(tensor)));
        } catch (IllegalArgumentException e) {
            return head + " unreadable: " + e.getMessage();
        }
    }

    private static String range(float[] values) {
        if (values.length == 0) {
            return "empty";
        }
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return String.format(Locale.ROOT, "min %.3g mean %.3g max %.3g", min, sum / values.length, max);
    }

    private static String range(int[] values) {
        if (values.length == 0) {
            return "empty";
        }
        double sum = 0;
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return String.format(Locale.ROOT, "min %d mean %.3g max %d", min, sum / values.length, max);
    }
}
