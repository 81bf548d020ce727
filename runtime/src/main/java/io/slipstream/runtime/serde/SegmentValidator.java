package io.slipstream.runtime.serde;

import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TransitionSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells whether a segment can be used: every tensor has its type, shape and finite elements, and its flags make sense. */
public final class SegmentValidator {

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int TERMINAL = 4;

    // Of two floats side by side.
    private static final long EXPONENTS = 0x7F800000_7F800000L;
    private static final long LAST_EXPONENT_BITS = 0x00800000_00800000L;
    private static final long CARRIES = 0x80000000_80000000L;

    private final int observationSize;
    private final int actions;

    /**
     * Creates a validator.
     *
     * @param observationSize floats of one observation
     * @param actions number of discrete actions
     */
    public SegmentValidator(int observationSize, int actions) {
        this.observationSize = observationSize;
        this.actions = actions;
    }

    /**
     * Checks a segment.
     *
     * @param segment what to check
     * @return why it cannot be used, empty when it can
     */
    public Optional<String> problem(TransitionSegment segment) {
        return numbers(segment)
                .or(() -> tensors(segment))
                .or(() -> flags(segment))
                .or(() -> actions(segment));
    }

    private static Optional<String> numbers(TransitionSegment s) {
        if (s.getLength() < 1) {
            return Optional.of("length is " + s.getLength());
        }
        if (s.getEnvironment() < 0
                || s.getEpoch() < 0
                || s.getSequence() < 0
                || s.getEpisode() < 0
                || s.getFirstStep() < 0
                || s.getModelVersion() < 0) {
            return Optional.of("environment, epoch, sequence, episode, first step or model version is negative");
        }
        return Optional.empty();
    }

    private Optional<String> tensors(TransitionSegment s) {
        int t = s.getLength();
        return floats("observations", s.getObservations(), t + 1, observationSize)
                .or(() -> floats("rewards", s.getRewards(), t + 1))
                .or(() -> uint8("flags", s.getFlags(), t + 1))
                .or(() -> uint8("actions", s.getActions(), t))
                .or(() -> floats("logProbability", s.getLogProbability(), t))
                .or(() -> floats("tvDynamics", s.getTvDynamics(), t))
                .or(() -> floats("predictedReward", s.getPredictedReward(), t))
                .or(() -> floats("value", s.getValue(), t))
                .or(() -> uint8("latentClasses", s.getLatentClasses(), t, columns(s.getLatentClasses())))
                .or(() -> floats("residuals", s.getResiduals(), t, columns(s.getResiduals())))
                .or(() -> floats("novelty", s.getNovelty(), t, columns(s.getResiduals())));
    }

    // The number of groups is the model's affair; only that there is one, and the same for every entry.
    private static int columns(Tensor tensor) {
        return tensor.getShape().size() == 2 ? tensor.getShape().get(1) : -1;
    }

    private static Optional<String> floats(String name, Tensor tensor, Integer... shape) {
        return shaped(name, tensor, DataType.FLOAT32, List.of(shape))
                .or(() -> finite(tensor) ? Optional.empty() : Optional.of(name + " holds a value that is not finite"));
    }

    private static Optional<String> uint8(String name, Tensor tensor, Integer... shape) {
        return shaped(name, tensor, DataType.UINT8, List.of(shape));
    }

    private static Optional<String> shaped(String name, Tensor tensor, DataType type, List<Integer> shape) {
        if (!tensor.getShape().equals(shape)) {
            return Optional.of(String.format(Locale.ROOT, "%s has shape %s, not %s", name, tensor.getShape(), shape));
        }
        return TensorShape.problem(tensor, type).map(problem -> name + " " + problem);
    }

    private static boolean finite(Tensor tensor) {
        ByteBuffer data = tensor.getData().slice().order(ByteOrder.LITTLE_ENDIAN);
        int pairs = data.capacity() & -Long.BYTES;
        long found = 0;
        // A number that is not finite has an exponent of ones alone, and one more carries into the bit above. Two at a
        // time, no branch.
        for (int i = 0; i < pairs; i += Long.BYTES) {
            found |= (data.getLong(i) & EXPONENTS) + LAST_EXPONENT_BITS;
        }
        boolean last = pairs == data.capacity() || Float.isFinite(data.getFloat(pairs));
        return last && (found & CARRIES) == 0;
    }

    private static Optional<String> flags(TransitionSegment segment) {
        byte[] flags = Tensors.bytes(segment.getFlags());
        for (int t = 0; t < flags.length; t++) {
            int f = Byte.toUnsignedInt(flags[t]);
            boolean unknown = f > (FIRST | LAST | TERMINAL);
            boolean terminalInTheMiddle = (f & TERMINAL) != 0 && (f & LAST) == 0;
            boolean noFirstAfterLast = t > 0 && (flags[t - 1] & LAST) != 0 && (f & FIRST) == 0;
            boolean firstWithoutLast = t > 0 && (flags[t - 1] & LAST) == 0 && (f & FIRST) != 0;
            if (unknown || terminalInTheMiddle || noFirstAfterLast || firstWithoutLast) {
                return Optional.of("flags make no sense at entry " + t);
            }
        }
        return Optional.empty();
    }

    private Optional<String> actions(TransitionSegment segment) {
        for (int action : Tensors.unsigned(segment.getActions())) {
            if (action >= actions) {
                return Optional.of(String.format(Locale.ROOT, "action %d of %d does not exist", action, actions));
            }
        }
        return Optional.empty();
    }
}
