package io.slipstream.runtime.serde;

import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Arrays to tensors and back: row-major, little-endian. */
public final class Tensors {

    private Tensors() {}

    /**
     * A float32 tensor.
     *
     * @param values elements, row-major; copied
     * @param shape dimensions, outermost first
     * @throws IllegalArgumentException when the shape does not hold exactly the values
     */
    public static Tensor floats(float[] values, int... shape) {
        return floatSlice(values, 0, values.length, shape);
    }

    /**
     * A float32 tensor of a part of an array.
     *
     * @param values elements, row-major; copied
     * @param from index of the first element
     * @param count number of elements
     * @param shape dimensions, outermost first
     * @throws IllegalArgumentException when the shape does not hold exactly the elements
     */
    public static Tensor floatSlice(float[] values, int from, int count, int... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES));
        data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, from, count);
        return tensor(DataType.FLOAT32, data, count, shape);
    }

    /**
     * A uint8 tensor.
     *
     * @param values elements, row-major; copied
     * @param shape dimensions, outermost first
     * @throws IllegalArgumentException when the shape does not hold exactly the values
     */
    public static Tensor bytes(byte[] values, int... shape) {
        return byteSlice(values, 0, values.length, shape);
    }

    /**
     * A uint8 tensor of a part of an array.
     *
     * @param values elements, row-major; copied
     * @param from index of the first element
     * @param count number of elements
     * @param shape dimensions, outermost first
     * @throws IllegalArgumentException when the shape does not hold exactly the elements
     */
    public static Tensor byteSlice(byte[] values, int from, int count, int... shape) {
        ByteBuffer data = ByteBuffer.allocate(count).put(values, from, count).flip();
        return tensor(DataType.UINT8, data, count, shape);
    }

    /**
     * The elements of a float32 tensor.
     *
     * @param tensor what to read; its buffer's position stays
     * @throws IllegalArgumentException when it is of another type or its length does not fit its shape
     */
    public static float[] floats(Tensor tensor) {
        float[] values = new float[elements(tensor, DataType.FLOAT32)];
        tensor.getData()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /**
     * The elements of a uint8 tensor.
     *
     * @param tensor what to read; its buffer's position stays
     * @throws IllegalArgumentException when it is of another type or its length does not fit its shape
     */
    public static byte[] bytes(Tensor tensor) {
        byte[] values = new byte[elements(tensor, DataType.UINT8)];
        tensor.getData().duplicate().get(values);
        return values;
    }

    /**
     * The elements of a uint8 tensor as numbers from 0 to 255.
     *
     * @param tensor what to read; its buffer's position stays
     * @throws IllegalArgumentException when it is of another type or its length does not fit its shape
     */
    public static int[] unsigned(Tensor tensor) {
        byte[] bytes = bytes(tensor);
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return values;
    }

    private static Tensor tensor(DataType type, ByteBuffer data, int count, int... shape) {
        List<Integer> dimensions = new ArrayList<>(shape.length);
        for (int dimension : shape) {
            dimensions.add(dimension);
        }
        if (TensorShape.elements(dimensions) != count) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d elements do not fill shape %s", count, dimensions));
        }
        return new Tensor(type, dimensions, data);
    }

    private static int elements(Tensor tensor, DataType type) {
        TensorShape.problem(tensor, type).ifPresent(problem -> {
            throw new IllegalArgumentException("tensor " + problem);
        });
        return (int) TensorShape.elements(tensor.getShape());
    }
}
