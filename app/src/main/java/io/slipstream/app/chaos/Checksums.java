package io.slipstream.app.chaos;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Checksums of the values of one partition's records, by offset. */
final class Checksums {
    private static final long UNSEEN = -1;

    private long[] values = new long[1024];
    private int end;

    Checksums() {
        Arrays.fill(values, UNSEEN);
    }

    static long of(byte @Nullable [] value) {
        CRC32C crc = new CRC32C();
        if (value != null) {
            crc.update(value);
        }
        return crc.getValue();
    }

    void put(long offset, long checksum) {
        int at = Math.toIntExact(offset);
        if (at >= values.length) {
            int length = values.length;
            values = Arrays.copyOf(values, Math.max(2 * length, at + 1));
            Arrays.fill(values, length, values.length, UNSEEN);
        }
        values[at] = checksum;
        end = Math.max(end, at + 1);
    }

    /** Records noted. */
    long count() {
        return Arrays.stream(values, 0, end).filter(value -> value != UNSEEN).count();
    }

    /** Offsets that are noted here and are not the same, or not at all, there. */
    long missingFrom(Checksums other) {
        long missing = 0;
        for (int i = 0; i < end; i++) {
            if (values[i] != UNSEEN && (i >= other.end || other.values[i] != values[i])) {
                missing++;
            }
        }
        return missing;
    }
}
