package io.slipstream.actor.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framed protocol on a port and, if wanted, a Unix socket. A thread for each connection reads; a watch drops the dead. */
final class SocketGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketGateway.class);
    /** Before a client has shown its token. */
    private static final int FIRST_FRAME = 1 << 16;

    private static final long WATCH_MILLIS = 200;
    private static final int MOST_STRANGERS = 64;

    private final Hub hub;
    private final ServerSocketChannel port;
    private final @Nullable ServerSocketChannel socket;
    private final ScheduledExecutorService watch;
    // Connected, and not yet let in; since when.
    private final ConcurrentHashMap<SocketChannel, Long> strangers = new ConcurrentHashMap<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    SocketGateway(Hub hub) throws IOException {
        this.hub = hub;
        GatewaySettings settings = hub.settings();
        port = ServerSocketChannel.open();
        port.bind(new InetSocketAddress(settings.host(), settings.port()));
        socket = settings.socket().isPresent() ? unix(settings.socket().get()) : null;
        watch = Executors.newSingleThreadScheduledExecutor(task -> thread("gateway-watch", task));
    }

    private static ServerSocketChannel unix(Path path) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Files.deleteIfExists(path);
        channel.bind(UnixDomainSocketAddress.of(path));
        return channel;
    }

    void start() {
        thread("gateway-port", () -> accept(port)).start();
        ServerSocketChannel also = socket;
        if (also != null) {
            thread("gateway-socket", () -> accept(also)).start();
        }
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        LOG.info("remote environments can connect to {}:{}", hub.settings().host(), port());
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return port.socket().getLocalPort();
    }

    private void look() {
        try {
            long now = System.nanoTime();
            hub.look(now);
            strangers.forEach((channel, since) -> {
                if (now - since > hub.settings().silence().toNanos()) {
                    hub.count(Incident.SILENT);
                    close(channel);
                }
            });
        } catch (RuntimeException e) {
            LOG.error("the watch over the gateway failed; it looks again", e);
        }
    }

    private void accept(ServerSocketChannel server) {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (strangers.size() >= MOST_STRANGERS) {
                    hub.count(Incident.FULL);
                    close(channel);
                    continue;
                }
                strangers.put(channel, System.nanoTime());
                open.add(channel);
                thread("gateway-client", () -> serve(channel)).start();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("a connection could not be accepted: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) {
        Optional<SocketRemote> remote = Optional.empty();
        try {
            remote = Optional.of(greet(channel));
            SocketRemote client = remote.get();
            hub.join(client, System.nanoTime());
            strangers.remove(channel);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = client.take(Frame.read(channel, hub.settings().maxFrame()), hub);
            }
            hub.leave(client, Incident.LEFT, "it said goodbye");
        } catch (Refusal e) {
            refuse(channel, remote, e);
        } catch (IOException e) {
            remote.ifPresent(client -> hub.leave(client, Incident.VANISHED, "its connection broke"));
        } finally {
            strangers.remove(channel);
            open.remove(channel);
            close(channel);
        }
    }

    private SocketRemote greet(SocketChannel channel) throws IOException, Refusal {
        SocketAddress from = channel.getRemoteAddress();
        if (from instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        Frame frame = Frame.read(channel, Math.min(FIRST_FRAME, hub.settings().maxFrame()));
        if (frame.type() != Frame.Type.HELLO) {
            throw new Refusal(Incident.OUT_OF_ORDER, "HELLO comes first, not " + frame.type());
        }
        Hello hello = Hello.read(frame.text());
        hello.check(hub.settings());
        return new SocketRemote(hello, channel, System.nanoTime());
    }

    private void refuse(SocketChannel channel, Optional<SocketRemote> remote, Refusal why) {
        if (remote.isPresent() && hub.seated(remote.get())) {
            hub.leave(remote.get(), why.incident(), why.reason());
            return;
        }
        hub.count(why.incident());
        LOG.info("a client was refused: {}", why.reason());
        try {
            channel.write(Frame.text(Frame.Type.ERROR, 0, why.reason()).encoded());
        } catch (IOException e) {
            LOG.debug("it has gone already", e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        List<ServerSocketChannel> servers = new ArrayList<>(List.of(port));
        ServerSocketChannel also = socket;
        if (also != null) {
            servers.add(also);
        }
        for (ServerSocketChannel server : servers) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.debug("closing the gateway", e);
            }
        }
        hub.close("the actor ends");
        open.forEach(SocketGateway::close);
    }
}
