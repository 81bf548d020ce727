package io.slipstream.monitor.topology;

import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TransitionSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes the signals out of a segment; its shapes were checked before. The ground truth is not looked at. */
final class SegmentSignals {

    private SegmentSignals() {}

    static StepSignals of(TransitionSegment segment) {
        return new StepSignals(
                segment.getLength(),
                bytes(segment.getFlags()),
                indices(segment.getActions()),
                floats(segment.getRewards()),
                floats(segment.getPredictedReward()),
                floats(segment.getTvDynamics()),
                bytes(segment.getLatentClasses()),
                floats(segment.getResiduals()),
                floats(segment.getNovelty()));
    }

    private static byte[] bytes(Tensor tensor) {
        ByteBuffer data = tensor.getData().duplicate();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    private static int[] indices(Tensor tensor) {
        byte[] bytes = bytes(tensor);
        int[] indices = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            indices[i] = bytes[i] & 0xFF;
        }
        return indices;
    }

    private static float[] floats(Tensor tensor) {
        ByteBuffer data = tensor.getData().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }
}
