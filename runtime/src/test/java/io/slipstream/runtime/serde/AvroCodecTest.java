package io.slipstream.runtime.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

    private final AvroCodec<TransitionSegment> codec = AvroCodec.of(TransitionSegment.class);
    private final TransitionSegment segment = Segments.of(32);

    @Test
    void shouldReadWhatItWrote() {
        assertThat(codec.decode(codec.encode(segment))).isEqualTo(segment);
    }

    @Test
    void shouldWriteAvrosOwnSingleObjectEncoding() throws Exception {
        BinaryMessageEncoder<TransitionSegment> avro =
                new BinaryMessageEncoder<>(segment.getSpecificData(), segment.getSchema());
        assertThat(codec.encode(segment)).isEqualTo(avro.encode(segment).array());
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] bytes = codec.encode(Segments.of(2));
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldRefuseBytesThatAreLeftOver() {
        byte[] bytes = codec.encode(segment);
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("left over");
    }

    @Test
    void shouldReadOrRefuseEveryDamageButNeverFailOtherwise() {
        byte[] bytes = codec.encode(Segments.of(2));
        SegmentValidator validator = new SegmentValidator(Segments.OBSERVATION, Segments.ACTIONS);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(validator.problem(codec.decode(damaged))).isNotNull();
            } catch (UnreadableRecordException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void shouldRefuseTheRecordOfAnotherType() {
        byte[] command = AvroCodec.of(Command.class)
                .encode(new Command("1", "f", CommandKind.PAUSE, Map.of(), "me", "", Instant.EPOCH, null));
        assertThatThrownBy(() -> codec.decode(command)).hasMessageContaining("fingerprint");
    }

    @Test
    void shouldRefuseAGiantRecord() {
        byte[] bytes = codec.encode(segment);
        AvroCodec<TransitionSegment> narrow = AvroCodec.of(TransitionSegment.class, 1024);
        assertThatThrownBy(() -> narrow.decode(bytes)).hasMessageContaining("records.max-bytes");
    }

    @Test
    void shouldRefuseToWriteAnIncompleteRecord() {
        assertThatThrownBy(() -> codec.encode(new TransitionSegment()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TransitionSegment");
    }

    @Test
    void shouldHandUnreadableBytesOnInsteadOfThrowing() {
        DecodedDeserializer<TransitionSegment> deserializer = new DecodedDeserializer<>(topic -> codec);
        byte[] rubbish = {1, 2, 3};
        assertThat(deserializer.deserialize("t", rubbish))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> {
                    assertThat(unreadable.bytes()).isEqualTo(rubbish);
                    assertThat(unreadable.reason()).contains("single-object");
                });
        assertThat(deserializer.deserialize("t", codec.encode(segment))).isEqualTo(new Decoded.Value<>(segment));
        assertThat(deserializer.deserialize("t", null)).isNull();
    }

    @Test
    void shouldKeepUnreadableBytesThroughTheSerde() {
        var serde = RecordSerdes.decoded(TransitionSegment.class, 1 << 20);
        byte[] rubbish = {1, 2, 3};
        assertThat(serde.serializer().serialize("t", serde.deserializer().deserialize("t", rubbish)))
                .isEqualTo(rubbish);
    }
}
