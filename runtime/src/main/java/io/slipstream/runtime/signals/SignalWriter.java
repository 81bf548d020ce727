package io.slipstream.runtime.signals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes compact bytes: small numbers take one byte, runs of zeros two. */
final class SignalWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /** Writes a number that is not negative, seven bits a byte. */
    void writeLong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void writeDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            out.write((int) (bits >>> shift));
        }
    }

    void writeDoubles(double[] values) {
        for (double value : values) {
            writeDouble(value);
        }
    }

    void writeString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeLong(bytes.length);
        out.writeBytes(bytes);
    }

    /** Writes numbers of which most are 0: their count, then the gap to and the value of each that is not 0. */
    void writeSparse(long[] values) {
        int filled = 0;
        for (long value : values) {
            filled += value == 0 ? 0 : 1;
        }
        writeLong(filled);
        int previous = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                writeLong(i - previous);
                writeLong(values[i]);
                previous = i;
            }
        }
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
