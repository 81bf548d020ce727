package io.slipstream.actor.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * One message, little-endian: u32 bytes that follow, u8 type, u8 version, u16 flags (0), u64 sequence, payload.
 *
 * @param type what it is
 * @param sequence of the step that it belongs to
 * @param payload its content
 */
record Frame(Type type, long sequence, byte[] payload) {
    static final byte VERSION = 1;
    private static final int HEAD = 12;

    /** What a frame can be; the code is the place. */
    enum Type {
        NONE,
        /** Client: who it is, as JSON. */
        HELLO,
        /** Actor: begin an episode everywhere, as JSON. */
        RESET,
        /** Client: what it observed. */
        OBS,
        /** Actor: what to do, a byte for each environment. */
        ACT,
        /** Actor: hold the next episodes under these conditions, as JSON. */
        CONDITIONS,
        /** Either: still here. */
        HEARTBEAT,
        /** Either: what is wrong, as text; the connection ends. */
        ERROR,
        /** Either: goodbye. */
        CLOSE
    }

    static Frame text(Type type, long sequence, String text) {
        return new Frame(type, sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    ByteBuffer encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(4 + HEAD + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(HEAD + payload.length).put((byte) type.ordinal()).put(VERSION);
        return bytes.putShort((short) 0).putLong(sequence).put(payload).flip();
    }

    /**
     * Reads the next one.
     *
     * @param most bytes that it may have
     * @throws Refusal if it is none, or too large; nothing of its size is allocated then
     * @throws EOFException at the end of the stream
     */
    static Frame read(ReadableByteChannel channel, int most) throws IOException, Refusal {
        int length = full(channel, 4).getInt();
        if (length < HEAD) {
            throw new Refusal(Incident.GARBAGE, "a frame of " + length + " bytes is none");
        }
        if (length > most) {
            throw new Refusal(Incident.TOO_LARGE, "a frame of " + length + " bytes; at most " + most + " are read");
        }
        ByteBuffer head = full(channel, HEAD);
        int code = head.get();
        int version = head.get();
        head.getShort();
        if (code < 1 || code >= Type.values().length) {
            throw new Refusal(Incident.GARBAGE, "there is no frame of type " + code);
        }
        if (version != VERSION) {
            throw new Refusal(Incident.GARBAGE, "version " + version + " is not spoken here, " + VERSION + " is");
        }
        long sequence = head.getLong();
        return new Frame(
                Type.values()[code], sequence, full(channel, length - HEAD).array());
    }

    private static ByteBuffer full(ReadableByteChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the connection has ended");
            }
        }
        return bytes.flip();
    }
}
