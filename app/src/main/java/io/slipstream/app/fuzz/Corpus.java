package io.slipstream.app.fuzz;

import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.ReleasedSchemas;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Makes poison for one topic from a seed: the same seed, the same bytes. Owned by one thread. */
public final class Corpus {
    private static final int HEADER = 10;
    private static final int LONGEST_BOMB = 64 << 10;

    private final Topic<?> topic;
    private final SplittableRandom random;
    private final Examples examples;
    private final Schema schema;
    private final Schema future;
    private int made;

    /**
     * @param topic whose records
     * @param fleet that the records name
     * @param observationSize of the fleet's model
     * @param seed of everything
     */
    public Corpus(Topic<?> topic, String fleet, int observationSize, long seed) {
        this.topic = topic;
        random = new SplittableRandom(seed ^ topic.suffix().hashCode());
        examples = new Examples(fleet, observationSize, random.split());
        schema = ReleasedSchemas.current(topic.valueType());
        future = later(schema);
    }

    /** The next record; all mutations come equally often. */
    public Poison next() {
        Mutation mutation = Mutation.values()[made++ % Mutation.values().length];
        return new Poison(mutation, bytes(mutation));
    }

    private byte[] bytes(Mutation mutation) {
        return switch (mutation) {
            case TRUNCATED -> truncated(good());
            case BIT_FLIPPED -> flipped(good());
            case WRONG_FINGERPRINT -> fingerprint(good());
            case GIANT_LENGTH -> giant(good());
            case BOMB -> bomb(good());
            case NOT_FINITE -> encoded(examples.notFinite(schema, topic), schema);
            case WRONG_SHAPE -> encoded(examples.random(schema), schema);
            case NEGATIVE -> encoded(examples.negative(schema, topic), schema);
            case FUTURE_VERSION -> encoded(examples.random(future), future);
            case OTHER_TOPIC -> otherTopic();
            case NOISE -> noise();
        };
    }

    private byte[] good() {
        return encoded(examples.good(schema, topic), schema);
    }

    private byte[] truncated(byte[] good) {
        return Arrays.copyOf(good, random.nextInt(good.length));
    }

    private byte[] flipped(byte[] good) {
        int flips = 1 + random.nextInt(16);
        for (int i = 0; i < flips; i++) {
            int bit = random.nextInt(8 * good.length);
            good[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        return good;
    }

    private byte[] fingerprint(byte[] good) {
        ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).putLong(Short.BYTES, random.nextLong());
        return good;
    }

    /** A varint of up to ten bytes somewhere in the record: where a length stands, it is a giant one. */
    private byte[] giant(byte[] good) {
        int at = HEADER + random.nextInt(good.length - HEADER);
        ByteBuffer bytes = ByteBuffer.allocate(good.length + HEADER);
        bytes.put(good, 0, at);
        varint(bytes, random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(1L << 62));
        bytes.put(good, at, good.length - at);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** A count of up to two thousand million small things, and zeros: empty strings, zero numbers, ends of lists. */
    private byte[] bomb(byte[] good) {
        int at = HEADER + random.nextInt(Math.min(64, good.length - HEADER));
        int zeros = random.nextInt(LONGEST_BOMB);
        ByteBuffer bytes = ByteBuffer.allocate(at + HEADER + zeros);
        bytes.put(good, 0, at);
        varint(bytes, random.nextLong(1L << (10 + random.nextInt(22))));
        return Arrays.copyOf(bytes.array(), bytes.position() + zeros);
    }

    /** Zigzag, as Avro writes counts and lengths. */
    private static void varint(ByteBuffer bytes, long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes.put((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
    }

    private byte[] otherTopic() {
        List<Topic<?>> others = new ArrayList<>(Topics.all());
        others.remove(topic);
        Topic<?> other = others.get(random.nextInt(others.size()));
        Schema otherSchema = ReleasedSchemas.current(other.valueType());
        return encoded(examples.good(otherSchema, other), otherSchema);
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(256)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** The schema with one more field, as a later version of Slipstream may have it. */
    private static Schema later(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("later", Schema.create(Schema.Type.LONG), "of a later version", 0L));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static byte[] encoded(Object record, Schema schema) {
        if (record instanceof SpecificRecord specific) {
            return encode(specific);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER)
                .putShort((short) 0xC301)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema, new GenericData()).write((GenericRecord) record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked") // The codec of a record's own class.
    private static byte[] encode(SpecificRecord record) {
        return AvroCodec.of((Class<SpecificRecord>) record.getClass()).encode(record);
    }
}
