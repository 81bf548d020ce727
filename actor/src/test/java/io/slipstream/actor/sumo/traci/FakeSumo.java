package io.slipstream.actor.sumo.traci;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers one connection with bytes that a test wrote down, one lot for each message; keeps quiet when they are used up. */
final class FakeSumo implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final BlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();
    private final Thread thread;

    FakeSumo(byte[]... answers) throws IOException {
        thread = new Thread(() -> serve(List.of(answers)), "fake-sumo");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(List<byte[]> answers) {
        try (Socket socket = listening.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (byte[] answer : answers) {
                byte[] body = new byte[in.readInt() - 4];
                in.readFully(body);
                asked.add(body);
                socket.getOutputStream().write(answer);
                if (answer.length == 0) {
                    return;
                }
            }
            // Quiet, but still there, until the client goes.
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    byte[] asked() throws InterruptedException {
        return asked.take();
    }

    /** A message with these parts. */
    static byte[] message(byte[]... parts) {
        ByteBuffer message = ByteBuffer.allocate(4096).putInt(0);
        for (byte[] part : parts) {
            message.put(part);
        }
        message.putInt(0, message.position());
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    static byte[] status(int command, int result, String said) {
        byte[] text = said.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(7 + text.length)
                .put((byte) (7 + text.length))
                .put((byte) command)
                .put((byte) result)
                .putInt(text.length)
                .put(text)
                .array();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        thread.interrupt();
    }
}
