package io.slipstream.runtime.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipstream.schemas.ReleasedSchemas;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The log outlives its code: a record of every type, written with every released schema and kept as it was written, is read by resolution.
 * A new release gets its records by {@code -Dtest=ReleasedRecordsTest -Dslipstream.release=vN}.
 */
class ReleasedRecordsTest {
    private static final int HEADER = 10;

    @Test
    void shouldWriteTheRecordsOfTheRequestedRelease() throws IOException {
        String version = System.getProperty("slipstream.release");
        assumeTrue(version != null, "only with -Dslipstream.release=vN");
        Path folder = Files.createDirectories(Path.of("src", "test", "resources", "records", version));
        for (Topic<?> topic : releasedIn(version)) {
            Schema schema = released(version, topic);
            Files.write(folder.resolve(schema.getName() + ".bin"), encoded(schema, (IndexedRecord) filled(schema)));
        }
    }

    @TestFactory
    List<DynamicTest> shouldReadTheRecordsOfEveryRelease() {
        return ReleasedSchemas.VERSIONS.stream()
                .flatMap(version -> releasedIn(version).stream()
                        .map(topic -> DynamicTest.dynamicTest(
                                version + " " + topic.valueType().getSimpleName(), () -> read(version, topic))))
                .toList();
    }

    private static <T extends SpecificRecord> void read(String version, Topic<T> topic) throws IOException {
        Schema schema = released(version, topic);
        String resource = "/records/" + version + "/" + schema.getName() + ".bin";
        try (InputStream kept = ReleasedRecordsTest.class.getResourceAsStream(resource)) {
            assertThat(kept)
                    .as("keep the record %s: see the comment of this test", resource)
                    .isNotNull();
            byte[] bytes = kept.readAllBytes();
            assertThat(Arrays.copyOf(bytes, HEADER))
                    .as("%s was written with the schema of its release", resource)
                    .isEqualTo(header(schema));
            T record = AvroCodec.of(topic.valueType()).decode(bytes);
            assertThat(seenBy(schema, record)).isEqualTo(filled(schema).toString());
        }
    }

    /** What code of a release sees of a record that is written today. */
    private static String seenBy(Schema released, SpecificRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return new GenericDatumReader<IndexedRecord>(record.getSchema(), released)
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null))
                .toString();
    }

    private static Schema released(String version, Topic<?> topic) {
        return ReleasedSchemas.of(version, topic.valueType()).orElseThrow();
    }

    /** Topics came later than the first release, too. */
    private static List<Topic<?>> releasedIn(String version) {
        return Topics.all().stream()
                .filter(topic -> ReleasedSchemas.of(version, topic.valueType()).isPresent())
                .toList();
    }

    private static byte[] encoded(Schema schema, IndexedRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(schema));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<IndexedRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER)
                .putShort((short) 0xC301)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    /** Something of every kind in every field, the same at every call. */
    private static Object filled(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.name(), filled(field.schema())));
                yield record;
            }
            case UNION -> filled(schema.getTypes().get(schema.getTypes().size() - 1));
            case ARRAY -> List.of(filled(schema.getElementType()));
            case MAP -> Map.of("key", filled(schema.getValueType()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            case STRING -> "text";
            case BYTES -> ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
            case INT -> 7;
            case LONG -> 77L;
            case FLOAT -> 7.5f;
            case DOUBLE -> 7.25;
            case BOOLEAN -> true;
            case FIXED, NULL -> throw new IllegalArgumentException("no released schema has a " + schema.getType());
        };
    }
}
