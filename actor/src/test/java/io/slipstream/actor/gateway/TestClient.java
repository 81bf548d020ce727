package io.slipstream.actor.gateway;

import io.slipstream.actor.gateway.Frame.Type;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** A client over a real socket that does what it is told, right or wrong. */
final class TestClient implements AutoCloseable {
    static final int SIZE = 2;

    private final ByteChannel channel;

    private TestClient(ByteChannel channel) {
        this.channel = channel;
    }

    static TestClient over(ByteChannel channel) {
        return new TestClient(channel);
    }

    static TestClient to(SocketAddress address) throws IOException {
        return over(SocketChannel.open(address));
    }

    static TestClient to(GatewayDomain gateway) throws IOException {
        return to(new InetSocketAddress("127.0.0.1", gateway.port()));
    }

    /** One that has said hello as it should. */
    static TestClient named(String name, GatewayDomain gateway) throws IOException {
        return to(gateway).hello(name, "secret", 1, SIZE, 3);
    }

    TestClient hello(String name, String token, int environments, int size, int actions) throws IOException {
        return send(Frame.text(
                Type.HELLO,
                0,
                "{\"name\":\"" + name + "\",\"token\":\"" + token + "\",\"environments\":" + environments
                        + ",\"observation\":{\"size\":" + size + "},\"actions\":" + actions + "}"));
    }

    TestClient send(Frame frame) throws IOException {
        return raw(frame.encoded());
    }

    TestClient raw(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    TestClient observe(long sequence, int flags, float... observation) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(4 * observation.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : observation) {
            payload.putFloat(value);
        }
        payload.putFloat((flags & 1) != 0 ? 0 : 1).put((byte) flags);
        return send(new Frame(Type.OBS, sequence, payload.array()));
    }

    /** The next frame that is no heartbeat. */
    Frame next() throws IOException {
        try {
            Frame frame = Frame.read(channel, 1 << 20);
            while (frame.type() == Type.HEARTBEAT) {
                frame = Frame.read(channel, 1 << 20);
            }
            return frame;
        } catch (Refusal e) {
            throw new IOException("the gateway sent what it should not", e);
        }
    }

    /** Waits for a frame of a type, passing over others. */
    Frame await(Type type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    /** What the gateway said before it ended the connection. */
    String lastWords() throws IOException {
        String words = "";
        try {
            while (true) {
                Frame frame = next();
                words = frame.type() == Type.ERROR ? frame.text() : words;
            }
        } catch (EOFException e) {
            return words;
        } catch (IOException e) {
            return words.isEmpty() ? String.valueOf(e.getMessage()) : words;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
