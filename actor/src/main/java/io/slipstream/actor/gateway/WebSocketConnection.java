package io.slipstream.actor.gateway;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Over a WebSocket: the bytes of its binary messages, one after the other, whatever messages they came in. A message is asked for when the
 * last one has been read, so that a client that sends without being asked fills its own buffers and not the actor's.
 */
final class WebSocketConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);
    private static final Buffer END = Buffer.buffer(0);

    private final ServerWebSocket socket;
    private final Context loop;
    private final BlockingQueue<Buffer> arrived = new LinkedBlockingQueue<>();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private volatile boolean ended;

    /** Call on the socket's event loop, before anything can arrive. */
    WebSocketConnection(ServerWebSocket socket, Context loop) {
        this.socket = socket;
        this.loop = loop;
        socket.pause();
        socket.handler(this::arrived);
        socket.exceptionHandler(e -> LOG.debug("a WebSocket broke", e));
        socket.closeHandler(none -> {
            // What came before the end has not been read yet: a goodbye, say.
            socket.resume();
            loop.runOnContext(later -> end());
        });
    }

    /** An empty message asks for the next one, for nobody else will. */
    private void arrived(Buffer message) {
        if (message.length() == 0) {
            socket.fetch(1);
        } else {
            arrived.add(message);
        }
    }

    private void end() {
        ended = true;
        arrived.add(END);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!current.hasRemaining() && !next()) {
            return -1;
        }
        int count = Math.min(into.remaining(), current.remaining());
        into.put(current.slice().limit(count));
        current.position(current.position() + count);
        return count;
    }

    private boolean next() throws IOException {
        if (arrived.isEmpty() && !ended) {
            loop.runOnContext(none -> socket.fetch(1));
        }
        try {
            Buffer message = arrived.take();
            if (message.length() == 0) {
                // Whoever reads on finds the end again.
                arrived.add(END);
                return false;
            }
            current = ByteBuffer.wrap(message.getBytes());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedChannelException();
        }
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        if (ended) {
            throw new ClosedChannelException();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            if (socket.writeQueueFull()) {
                // It never owes more than one frame: whoever has left so much unread reads nothing, and signs of life
                // would pile up.
                throw new IOException("it reads nothing of what it is sent");
            }
            socket.writeBinaryMessage(Buffer.buffer(copy));
        } catch (IllegalStateException e) {
            throw new IOException("it has gone, which nobody here has heard of yet", e);
        }
    }

    @Override
    public boolean isOpen() {
        return !ended;
    }

    @Override
    public void close() {
        if (!ended) {
            end();
            socket.close();
        }
    }
}
