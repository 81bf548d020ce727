package io.slipstream.runtime.serde;

import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a tensor's type, shape and length agree. */
final class TensorShape {

    private TensorShape() {}

    /** Number of elements, -1 when a dimension is negative or the product is beyond all sense. */
    static long elements(List<Integer> shape) {
        long elements = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                return -1;
            }
            elements *= dimension;
            if (elements > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return elements;
    }

    static Optional<String> problem(Tensor tensor, DataType type) {
        if (tensor.getDataType() != type) {
            return Optional.of(String.format(Locale.ROOT, "is %s, not %s", tensor.getDataType(), type));
        }
        long bytes = elements(tensor.getShape()) * width(type);
        int present = tensor.getData().remaining();
        return bytes == present
                ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT, "has %d bytes, which is not shape %s", present, tensor.getShape()));
    }

    private static int width(DataType type) {
        return type == DataType.UINT8 ? 1 : Float.BYTES;
    }
}
