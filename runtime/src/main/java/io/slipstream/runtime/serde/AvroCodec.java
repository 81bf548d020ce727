package io.slipstream.runtime.serde;

import io.slipstream.schemas.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema (8 bytes), the record. A record
 * of any released schema can be read, no registry is needed. Safe for use by several threads.
 *
 * @param <T> record type
 */
public final class AvroCodec<T extends SpecificRecord> implements RecordCodec<T> {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER = Short.BYTES + Long.BYTES;
    private static final int FIRST_BYTES = 512;
    private static final int DEFAULT_MAX_BYTES = 8 << 20;

    private final String name;
    private final int maxBytes;
    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final Map<Long, DatumReader<T>> readers;
    // Size of the last record, which the next one probably has, too; any thread's will do.
    private volatile int expected = FIRST_BYTES;

    private AvroCodec(Class<T> type, int maxBytes) {
        TrustedPackage.install();
        Schema current = ReleasedSchemas.current(type);
        this.name = type.getSimpleName();
        this.maxBytes = maxBytes;
        this.header = header(SchemaNormalization.parsingFingerprint64(current));
        this.writer = new SpecificDatumWriter<>(current);
        this.readers = readers(type, current);
    }

    /**
     * A codec with the default limit of 8 MiB a record.
     *
     * @param type record type
     */
    public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type) {
        return of(type, DEFAULT_MAX_BYTES);
    }

    /**
     * A codec.
     *
     * @param type record type
     * @param maxBytes longest record that is decoded
     */
    public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type, int maxBytes) {
        return new AvroCodec<>(type, maxBytes);
    }

    @Override
    public byte[] encode(T record) {
        RecordBytes out = new RecordBytes(expected);
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot encode this " + name + ": " + e.getMessage(), e);
        }
        expected = out.size();
        return out.toByteArray();
    }

    /** Hands its array out without a copy when it is exactly full, as it is when records are of one size. */
    private static final class RecordBytes extends ByteArrayOutputStream {
        RecordBytes(int expected) {
            super(expected);
        }

        @Override
        public synchronized byte[] toByteArray() {
            return count == buf.length ? buf : super.toByteArray();
        }
    }

    @Override
    public T decode(byte[] bytes) {
        DatumReader<T> reader = reader(bytes);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        T record;
        try {
            record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UnreadableRecordException("bytes are left over after the " + name);
            }
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro reports damaged bytes by many exceptions, unchecked ones among them.
            throw new UnreadableRecordException(String.format(Locale.ROOT, "not a readable %s: %s", name, e), e);
        }
        return record;
    }

    private DatumReader<T> reader(byte[] bytes) {
        if (bytes.length > maxBytes) {
            throw new UnreadableRecordException(String.format(
                    Locale.ROOT,
                    "%d bytes are more than the %d that records.max-bytes allows",
                    bytes.length,
                    maxBytes));
        }
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            throw new UnreadableRecordException("not in Avro's single-object encoding");
        }
        long fingerprint = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(Short.BYTES)
                .getLong();
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnknownSchemaException(
                    String.format(Locale.ROOT, "fingerprint %016x is of no released schema of %s", fingerprint, name));
        }
        return reader;
    }

    private static <T extends SpecificRecord> Map<Long, DatumReader<T>> readers(Class<T> type, Schema current) {
        Map<Long, DatumReader<T>> readers = new HashMap<>();
        for (Schema released : ReleasedSchemas.of(type)) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(released), new SpecificDatumReader<>(released, current));
        }
        readers.put(SchemaNormalization.parsingFingerprint64(current), new SpecificDatumReader<>(current, current));
        return Map.copyOf(readers);
    }

    private static byte[] header(long fingerprint) {
        byte[] header = new byte[HEADER];
        ByteBuffer.wrap(header).putShort(MARKER).order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint);
        return header;
    }
}
