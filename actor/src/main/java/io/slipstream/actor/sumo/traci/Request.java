package io.slipstream.actor.sumo.traci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message to SUMO: commands, one after the other. Reused, so that a tick allocates nothing. Every command is written in the long
 * form (a zero, then an int32 of its length), which SUMO takes for short ones, too.
 */
final class Request {
    private static final int HEADER = 4;

    private ByteBuffer bytes = ByteBuffer.allocate(512);
    private int command;

    Request clear() {
        bytes.clear().position(HEADER);
        command = 0;
        return this;
    }

    /** Begins the next command. */
    Request command(int id) {
        endCommand();
        command = bytes.position();
        ubyte(0);
        raw(0);
        return ubyte(id);
    }

    private void endCommand() {
        if (command > 0) {
            bytes.putInt(command + 1, bytes.position() - command);
        }
    }

    /** The whole message, ready to be sent. */
    ByteBuffer finish() {
        endCommand();
        command = 0;
        bytes.putInt(0, bytes.position());
        return bytes.flip();
    }

    Request ubyte(int value) {
        room(1).put((byte) value);
        return this;
    }

    /** An int32 without its type. */
    Request raw(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /** A double without its type. */
    Request raw(double value) {
        room(Double.BYTES).putDouble(value);
        return this;
    }

    /** A string without its type. */
    Request raw(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return raw(text);
    }

    /** A string, as its bytes, without its type. */
    Request raw(byte[] text) {
        raw(text.length).room(text.length).put(text);
        return this;
    }

    Request typed(int value) {
        return ubyte(Protocol.INTEGER).raw(value);
    }

    Request typed(double value) {
        return ubyte(Protocol.DOUBLE).raw(value);
    }

    Request typed(String value) {
        return ubyte(Protocol.STRING).raw(value);
    }

    Request typed(List<String> values) {
        ubyte(Protocol.STRING_LIST).raw(values.size());
        values.forEach(this::raw);
        return this;
    }

    /** Begins a compound value of that many items. */
    Request compound(int items) {
        return ubyte(Protocol.COMPOUND).raw(items);
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
