package io.slipstream.actor.sumo.traci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The body of one message from SUMO, read from front to back; whatever it promises and does not hold is a {@link TraciException}. */
final class Reply {
    private static final int OK = 0x00;
    private static final int NOT_IMPLEMENTED = 0x01;

    private final ByteBuffer bytes;

    /** Reads from the buffer's position to its limit. */
    Reply(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads the status of a command. */
    void status(int command) throws TraciException {
        int end = commandEnd();
        int answered = ubyte();
        int result = ubyte();
        if (answered != command) {
            throw new TraciException(
                    "SUMO answered command " + hex(answered) + " where " + hex(command) + " was its turn");
        }
        if (result != OK) {
            String said = text();
            throw new TraciException(
                    result == NOT_IMPLEMENTED
                            ? "this SUMO does not know command " + hex(command) + " (" + said
                                    + "); version 1.15 or newer is needed"
                            : "SUMO refused command " + hex(command) + ": " + said);
        }
        bytes.position(end);
    }

    /** Reads the header of an answer up to its number. */
    void answer(int id) throws TraciException {
        commandEnd();
        int found = ubyte();
        if (found != id) {
            throw new TraciException("SUMO sent answer " + hex(found) + " where " + hex(id) + " was expected");
        }
    }

    private int commandEnd() throws TraciException {
        int from = bytes.position();
        int length = ubyte();
        if (length == 0) {
            length = int32();
        }
        if (length < 2 || length > bytes.limit() - from) {
            throw new TraciException("a part of SUMO's answer claims " + length + " bytes, the message has "
                    + (bytes.limit() - from) + " left");
        }
        return from + length;
    }

    int ubyte() throws TraciException {
        return need(1).get() & 0xFF;
    }

    int int32() throws TraciException {
        return need(Integer.BYTES).getInt();
    }

    /** A number of things that follow, each of at least that many bytes. */
    int count(int leastBytes) throws TraciException {
        int count = int32();
        if (count < 0 || (long) count * leastBytes > bytes.remaining()) {
            throw new TraciException("SUMO's answer claims " + count + " entries in " + bytes.remaining() + " bytes");
        }
        return count;
    }

    double float64() throws TraciException {
        double value = need(Double.BYTES).getDouble();
        if (!Double.isFinite(value)) {
            throw new TraciException("SUMO's answer holds the number " + value);
        }
        return value;
    }

    String text() throws TraciException {
        byte[] text = new byte[count(1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Reads a string and says whether it is this one. */
    boolean isText(byte[] expected) throws TraciException {
        int length = count(1);
        int at = bytes.position();
        bytes.position(at + length);
        if (length != expected.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes.get(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the number, status and type of a variable. */
    void variable(int id, int type) throws TraciException {
        int found = ubyte();
        int status = ubyte();
        int of = ubyte();
        if (found != id || status != OK || of != type) {
            throw new TraciException("SUMO sent variable " + hex(found) + " of type " + hex(of) + ", status " + status
                    + ", where " + hex(id) + " of type " + hex(type) + " was asked for");
        }
    }

    /** Makes sure that nothing is left. */
    void end() throws TraciException {
        if (bytes.hasRemaining()) {
            throw new TraciException("SUMO's answer goes on for " + bytes.remaining() + " bytes after its end");
        }
    }

    private ByteBuffer need(int size) throws TraciException {
        if (bytes.remaining() < size) {
            throw new TraciException(
                    "SUMO's answer ends early: " + size + " bytes are missing of which it has " + bytes.remaining());
        }
        return bytes;
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }
}
