package io.slipstream.actor.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Over TCP or a Unix socket. */
final class SocketConnection implements Connection {
    private final SocketChannel channel;

    private SocketConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Over a channel, which is closed if it cannot be used.
     *
     * @throws IOException then
     */
    static SocketConnection of(SocketChannel channel) throws IOException {
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return new SocketConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
