package io.slipstream.actor.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The client's end of a WebSocket of the JDK; cuts what it sends into messages of a few bytes. */
final class WebSocketChannel implements ByteChannel, WebSocket.Listener {
    private static final int MESSAGE = 7;

    private final BlockingQueue<ByteBuffer> arrived = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private ByteBuffer current = ByteBuffer.allocate(0);

    private WebSocketChannel(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .join();
    }

    static WebSocketChannel to(int port, String path) throws IOException {
        try {
            return new WebSocketChannel(URI.create("ws://127.0.0.1:" + port + path));
        } catch (CompletionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
        arrived.add(copy);
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        arrived.add(ByteBuffer.allocate(0));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        arrived.add(ByteBuffer.allocate(0));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            while (!current.hasRemaining()) {
                current = arrived.take();
                if (!current.hasRemaining()) {
                    return -1;
                }
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        int count = Math.min(into.remaining(), current.remaining());
        into.put(current.slice().limit(count));
        current.position(current.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) {
        int count = Math.min(MESSAGE, bytes.remaining());
        socket.sendBinary(bytes.slice().limit(count), true).join();
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return !socket.isInputClosed();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
