package io.slipstream.actor.sumo.traci;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages over one connection: an int32 of the whole length, then the body. Nothing waits longer than the limit given. */
final class Wire implements AutoCloseable {
    /** More than SUMO ever sends for some hundred cars; what is longer is no message. */
    static final int MOST_BYTES = 1 << 24;

    private static final int HEADER = 4;

    private final Socket socket;
    private final long limitNanos;
    private final InputStream in;
    private byte[] bytes = new byte[1 << 14];

    Wire(InetSocketAddress address, Duration connectLimit, Duration limit) throws IOException {
        limitNanos = limit.toNanos();
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) Math.max(1, connectLimit.toMillis()));
            in = socket.getInputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(ByteBuffer message) throws IOException {
        socket.getOutputStream().write(message.array(), 0, message.limit());
    }

    /** Waits for the next message; what is returned holds until the next call. */
    Reply receive() throws IOException {
        long until = System.nanoTime() + limitNanos;
        // As a rule the whole message is there at once, and one call of the system fetches it.
        int have = fill(0, HEADER, until);
        int length = ByteBuffer.wrap(bytes).getInt();
        if (length < HEADER || length > MOST_BYTES) {
            throw new TraciException("a message of " + length + " bytes came, at most " + MOST_BYTES
                    + " are taken: is it SUMO that listens at " + socket.getRemoteSocketAddress() + "?");
        }
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length));
        }
        have = fill(have, length, until);
        if (have > length) {
            throw new TraciException("SUMO sent " + (have - length) + " bytes that nobody asked for");
        }
        return new Reply(ByteBuffer.wrap(bytes, HEADER, length - HEADER));
    }

    /** Reads until there are as many bytes as are needed, or more; how many there are. */
    private int fill(int already, int needed, long until) throws IOException {
        int have = already;
        while (have < needed) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw late(null);
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int read;
            try {
                read = in.read(bytes, have, bytes.length - have);
            } catch (SocketTimeoutException e) {
                throw late(e);
            }
            if (read < 0) {
                throw new TraciException("SUMO closed the connection in mid-answer", new EOFException());
            }
            have += read;
        }
        return have;
    }

    private TraciException late(@Nullable SocketTimeoutException cause) {
        String message = "SUMO did not answer within " + Duration.ofNanos(limitNanos)
                + "; it hangs, or actor.sumo.answer-timeout is too short for this map";
        return cause == null ? new TraciException(message) : new TraciException(message, cause);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
