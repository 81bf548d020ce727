package io.slipstream.actor.gateway;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in whoever connects, by whatever way, and listens until it leaves. A thread for each connection reads; a watch drops the dead. */
final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    /** Before a client has shown its token. */
    private static final int FIRST_FRAME = 1 << 16;

    private static final long WATCH_MILLIS = 200;
    private static final int MOST_STRANGERS = 64;

    private final Hub hub;
    private final ScheduledExecutorService watch;
    // Connected, and not yet let in; since when.
    private final ConcurrentHashMap<Connection, Long> strangers = new ConcurrentHashMap<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    Reception(Hub hub) {
        this.hub = hub;
        watch = Executors.newSingleThreadScheduledExecutor(task -> thread("gateway-watch", task));
    }

    void start() {
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes a connection, which is closed here. */
    void welcome(Connection connection) {
        if (strangers.size() >= MOST_STRANGERS) {
            hub.count(Incident.FULL);
            close(connection);
            return;
        }
        strangers.put(connection, System.nanoTime());
        open.add(connection);
        thread("gateway-client", () -> serve(connection)).start();
    }

    private void look() {
        try {
            long now = System.nanoTime();
            hub.look(now);
            strangers.forEach((connection, since) -> {
                if (now - since > hub.settings().silence().toNanos()) {
                    hub.count(Incident.SILENT);
                    close(connection);
                }
            });
        } catch (RuntimeException e) {
            LOG.error("the watch over the gateway failed; it looks again", e);
        }
    }

    private void serve(Connection connection) {
        Optional<FramedRemote> remote = Optional.empty();
        try {
            remote = Optional.of(greet(connection));
            FramedRemote client = remote.get();
            hub.join(client, System.nanoTime());
            strangers.remove(connection);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = client.take(Frame.read(connection, hub.settings().maxFrame()), hub);
            }
            hub.leave(client, Incident.LEFT, "it said goodbye");
        } catch (Refusal e) {
            refuse(connection, remote, e);
        } catch (IOException e) {
            remote.ifPresent(client -> hub.leave(client, Incident.VANISHED, "its connection broke"));
        } finally {
            strangers.remove(connection);
            open.remove(connection);
            close(connection);
        }
    }

    private FramedRemote greet(Connection connection) throws IOException, Refusal {
        Frame frame =
                Frame.read(connection, Math.min(FIRST_FRAME, hub.settings().maxFrame()));
        if (frame.type() != Frame.Type.HELLO) {
            throw new Refusal(Incident.OUT_OF_ORDER, "HELLO comes first, not " + frame.type());
        }
        Hello hello = Hello.read(frame.text());
        hello.check(hub.settings());
        return new FramedRemote(hello, connection, System.nanoTime());
    }

    private void refuse(Connection connection, Optional<FramedRemote> remote, Refusal why) {
        if (remote.isPresent() && hub.seated(remote.get())) {
            hub.leave(remote.get(), why.incident(), why.reason());
            return;
        }
        hub.count(why.incident());
        LOG.info("a client was refused: {}", why.reason());
        try {
            connection.send(Frame.text(Frame.Type.ERROR, 0, why.reason()).encoded());
        } catch (IOException e) {
            LOG.debug("it has gone already", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        hub.close("the actor ends");
        open.forEach(Reception::close);
    }
}
