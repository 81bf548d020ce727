package io.slipstream.actor.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framed protocol on a port and, if wanted, a Unix socket. */
final class SocketGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketGateway.class);
    /** After a connection that could not be accepted: the next one hardly fares better at once, as when file handles have run out. */
    private static final long RESPITE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final GatewaySettings settings;
    private final Reception reception;
    private final List<ServerSocketChannel> servers = new ArrayList<>();

    /**
     * Binds; nobody is let in yet.
     *
     * @throws IOException if it cannot, and then nothing is left bound
     */
    SocketGateway(GatewaySettings settings, Reception reception) throws IOException {
        this.settings = settings;
        this.reception = reception;
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            servers.add(port);
            port.bind(new InetSocketAddress(settings.host(), settings.port()));
            if (settings.socket().isPresent()) {
                Path path = settings.socket().get();
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                servers.add(unix);
                Files.deleteIfExists(path);
                unix.bind(UnixDomainSocketAddress.of(path));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    void start() {
        servers.forEach(server ->
                Reception.thread("gateway-accept", () -> accept(server)).start());
        LOG.info("remote environments can connect to {}:{}", settings.host(), port());
    }

    int port() {
        return servers.get(0).socket().getLocalPort();
    }

    private void accept(ServerSocketChannel server) {
        while (server.isOpen()) {
            try {
                reception.welcome(SocketConnection.of(server.accept()));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("a connection could not be accepted: {}", e.getMessage());
                LockSupport.parkNanos(RESPITE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        for (ServerSocketChannel server : servers) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.debug("closing the gateway", e);
            }
        }
    }
}
