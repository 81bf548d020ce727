package io.slipstream.runtime.signals;

import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.SignalReference;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps references to and from their Avro record. */
final class ReferenceRecords {

    private ReferenceRecords() {}

    static MismatchReference toAvro(Reference reference, int latentGroups) {
        List<SignalReference> signals = new ArrayList<>();
        reference
                .signals()
                .forEach((name, level) -> signals.add(SignalReference.newBuilder()
                        .setSignal(name)
                        .setLevel(level.level())
                        .setNullQuantile(level.nullQuantile())
                        .build()));
        double[] visitation = reference.visitation();
        return MismatchReference.newBuilder()
                .setSignals(signals)
                .setVisitation(tensor(visitation, List.of(latentGroups, visitation.length / latentGroups)))
                .setActions(tensor(reference.actionFrequencies(), List.of(reference.actionFrequencies().length)))
                .setSupport(support(reference.support()))
                .setConstants(new TreeMap<>(reference.constants()))
                .build();
    }

    static Reference fromAvro(MismatchReference reference) {
        Map<String, Level> signals = new TreeMap<>();
        for (SignalReference signal : reference.getSignals()) {
            signals.put(signal.getSignal(), new Level(signal.getLevel(), signal.getNullQuantile()));
        }
        return new Reference(
                signals,
                values(reference.getVisitation()),
                values(reference.getActions()),
                support(reference.getSupport()),
                reference.getConstants());
    }

    private static @Nullable Tensor support(float[] ends) {
        return ends.length == 0 ? null : tensor(widened(ends), List.of(2, ends.length / 2));
    }

    private static float[] support(@Nullable Tensor tensor) {
        return tensor == null ? new float[0] : narrowed(values(tensor));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static Tensor tensor(double[] values, List<Integer> shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putFloat((float) value);
        }
        return Tensor.newBuilder()
                .setDataType(DataType.FLOAT32)
                .setShape(shape)
                .setData(data.flip())
                .build();
    }

    private static double[] values(Tensor tensor) {
        if (tensor.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException("a reference tensor must be float32, not " + tensor.getDataType());
        }
        ByteBuffer data = tensor.getData().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[data.remaining() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.getFloat();
        }
        return values;
    }
}
