package io.slipstream.runtime.signals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link SignalWriter} wrote; bytes that end early or do not fit give an {@link IllegalArgumentException}. */
final class SignalReader {
    private final ByteBuffer in;

    SignalReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long readLong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(1);
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("window signals hold a number that does not end");
    }

    int readInt(int largest) {
        long value = readLong();
        if (value < 0 || value > largest) {
            throw new IllegalArgumentException("window signals hold " + value + " where at most " + largest + " fits");
        }
        return (int) value;
    }

    double readDouble() {
        require(Double.BYTES);
        return in.getDouble();
    }

    void readDoubles(double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = readDouble();
        }
    }

    String readString() {
        byte[] bytes = new byte[readInt(in.remaining())];
        require(bytes.length);
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void readSparse(long[] into) {
        int filled = readInt(into.length);
        int index = 0;
        for (int i = 0; i < filled; i++) {
            index += readInt(into.length - 1 - index);
            into[index] = readLong();
        }
    }

    void requireEnd() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("window signals have " + in.remaining() + " bytes too many");
        }
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException("window signals end too early");
        }
    }
}
