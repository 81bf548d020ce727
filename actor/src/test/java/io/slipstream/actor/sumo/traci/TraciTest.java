package io.slipstream.actor.sumo.traci;

import static io.slipstream.actor.sumo.traci.FakeSumo.message;
import static io.slipstream.actor.sumo.traci.FakeSumo.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TraciTest {
    private static final byte[] EGO = "ego".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MOVED = status(Protocol.CHANGE_VEHICLE, 0, "");
    private static final byte[] STEPPED = status(Protocol.STEP, 0, "");

    @Test
    void shouldReadTheVersion() throws Exception {
        ByteBuffer answer =
                ByteBuffer.allocate(18).put((byte) 18).put((byte) 0).putInt(21).putInt(8);
        answer.put("SUMO 1.x".getBytes(StandardCharsets.UTF_8));

        try (FakeSumo fake = new FakeSumo(message(status(Protocol.VERSION, 0, ""), answer.array()));
                Traci traci = connect(fake)) {
            assertThat(traci.version()).isEqualTo("SUMO 1.x");
            assertThat(fake.asked()).containsExactly(0, 0, 0, 0, 6, Protocol.VERSION);
        }
    }

    @Test
    void shouldReportTheCarsOfATickWithoutTheEgoVehicle() throws Exception {
        byte[] answer = message(MOVED, STEPPED, count(1), surroundings("ego", car("ego", 0, 0), car("a", 3, 4)));
        List<String> seen = new ArrayList<>();

        try (FakeSumo fake = new FakeSumo(answer);
                Traci traci = connect(fake)) {
            traci.sendTick(EGO, 1, 2, 90);
            traci.receiveTick(EGO, (x, y, angle, speed) -> seen.add(x + " " + y + " " + angle + " " + speed));
        }
        assertThat(seen).containsExactly("3.0 4.0 45.0 7.5");
    }

    @Test
    void shouldMoveAndStepInOneMessage() throws Exception {
        try (FakeSumo fake = new FakeSumo(message(MOVED, STEPPED, count(0)));
                Traci traci = connect(fake)) {
            traci.sendTick(EGO, 1, 2, 90);
            traci.receiveTick(EGO, (x, y, angle, speed) -> {});

            ByteBuffer asked = ByteBuffer.wrap(fake.asked());
            int first = asked.getInt(1);
            assertThat(asked.get(5)).isEqualTo((byte) Protocol.CHANGE_VEHICLE);
            assertThat(asked.get(first + 5)).isEqualTo((byte) Protocol.STEP);
            assertThat(asked.capacity()).isEqualTo(first + asked.getInt(first + 1));
        }
    }

    @Test
    void shouldSayWhatSumoRefuses() throws Exception {
        byte[] refusal = message(status(Protocol.LOAD, 0xFF, "The network is missing"));

        assertTrouble(refusal, traci -> traci.load(List.of("-n", "x")), "0x01", "The network is missing");
    }

    @Test
    void shouldSayThatACommandIsUnknown() throws Exception {
        byte[] refusal = message(status(Protocol.LOAD, 0x01, "no such thing"));

        assertTrouble(refusal, traci -> traci.load(List.of()), "1.15", "no such thing");
    }

    @Test
    void shouldNotTakeTheAnswerToAnotherCommand() throws Exception {
        assertTrouble(message(STEPPED), traci -> traci.load(List.of()), "0x02", "0x01");
    }

    @Test
    void shouldRefuseAGiantMessage() throws Exception {
        byte[] giant = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).array();

        assertTrouble(giant, traci -> traci.simulateUntil(1), "at most", "is it SUMO");
    }

    @Test
    void shouldRefuseANegativeLength() throws Exception {
        byte[] negative = ByteBuffer.allocate(8).putInt(-5).array();

        assertTrouble(negative, traci -> traci.simulateUntil(1), "at most");
    }

    @Test
    void shouldNoticeAnAnswerThatEndsEarly() throws Exception {
        byte[] half = message(new byte[] {9, Protocol.STEP});

        assertTrouble(half, traci -> traci.simulateUntil(1), "claims 9 bytes");
    }

    @Test
    void shouldNoticeMoreCarsThanTheMessageHolds() throws Exception {
        byte[] empty = surroundings("ego");
        ByteBuffer.wrap(empty).putInt(empty.length - 4, 1_000_000_000);

        assertTrouble(
                message(MOVED, STEPPED, count(1), empty),
                traci -> traci.receiveTickAfterSending(),
                "1000000000 entries");
    }

    @Test
    void shouldNoticeBytesBehindTheEnd() throws Exception {
        assertTrouble(
                message(MOVED, STEPPED, count(0), new byte[3]), traci -> traci.receiveTickAfterSending(), "3 bytes");
    }

    @Test
    void shouldRefuseNumbersThatAreNone() throws Exception {
        assertTrouble(
                message(MOVED, STEPPED, count(1), surroundings("ego", car("a", Double.NaN, 0))),
                traci -> traci.receiveTickAfterSending(),
                "NaN");
    }

    @Test
    void shouldNoticeThatSumoIsGone() throws Exception {
        assertTrouble(new byte[0], traci -> traci.simulateUntil(1), "closed the connection");
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        byte[] onlyAHeader = ByteBuffer.allocate(4).putInt(100).array();

        assertTrouble(onlyAHeader, traci -> traci.simulateUntil(1), "did not answer within", "answer-timeout");
    }

    /** What a test asks of a client. */
    private interface Use {
        void of(Asking traci) throws IOException;
    }

    /** A client with a short way to ask for a tick. */
    private record Asking(Traci traci) {
        void load(List<String> options) throws IOException {
            traci.load(options);
        }

        void simulateUntil(double seconds) throws IOException {
            traci.simulateUntil(seconds);
        }

        void receiveTickAfterSending() throws IOException {
            traci.sendTick(EGO, 0, 0, 0);
            traci.receiveTick(EGO, (x, y, angle, speed) -> {});
        }
    }

    private static void assertTrouble(byte[] answer, Use use, String... words) throws Exception {
        try (FakeSumo fake = new FakeSumo(answer);
                Traci traci = connect(fake)) {
            assertThatExceptionOfType(TraciException.class)
                    .isThrownBy(() -> use.of(new Asking(traci)))
                    .withMessageContainingAll(words);
        }
    }

    private static Traci connect(FakeSumo fake) throws IOException {
        return new Traci(fake.address(), Duration.ofSeconds(5), Duration.ofMillis(300));
    }

    private static byte[] count(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] surroundings(String of, byte[]... cars) {
        ByteBuffer part = ByteBuffer.allocate(2048).put((byte) 0).putInt(0).put((byte) Protocol.VEHICLE_CONTEXT_ANSWER);
        text(part, of).put((byte) Protocol.VEHICLES).put((byte) 3).putInt(cars.length);
        for (byte[] car : cars) {
            part.put(car);
        }
        return whole(part.putInt(1, part.position()));
    }

    private static byte[] car(String id, double x, double y) {
        ByteBuffer part = text(ByteBuffer.allocate(256), id);
        part.put((byte) Protocol.POSITION).put((byte) 0).put((byte) Protocol.POSITION_2D);
        part.putDouble(x).putDouble(y);
        part.put((byte) Protocol.SPEED)
                .put((byte) 0)
                .put((byte) Protocol.DOUBLE)
                .putDouble(7.5);
        part.put((byte) Protocol.ANGLE)
                .put((byte) 0)
                .put((byte) Protocol.DOUBLE)
                .putDouble(45);
        return whole(part);
    }

    private static ByteBuffer text(ByteBuffer part, String text) {
        return part.putInt(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] whole(ByteBuffer part) {
        byte[] bytes = new byte[part.position()];
        part.flip().get(bytes);
        return bytes;
    }
}
