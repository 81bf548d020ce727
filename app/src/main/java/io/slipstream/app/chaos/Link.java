package io.slipstream.app.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The way from clients to one broker, on the loopback interface: it can be slowed down, held up, muted and cut. */
final class Link implements AutoCloseable {
    /** What the way does with traffic. */
    enum State {
        /** Passes everything on. */
        OPEN,
        /** Passes everything on, later. */
        SLOW,
        /** Keeps what comes until it is open again; connections stay. */
        HELD,
        /** Passes on what clients say and keeps what the broker answers until it is open again; connections stay. */
        MUTE,
        /** Has closed all connections and takes none. */
        CUT
    }

    private static final int CHUNK = 64 << 10;
    private static final int CONNECT_MILLIS = 2_000;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;
    private long delayMillis;
    private volatile boolean closed;

    /**
     * Listens from now on.
     *
     * @param port where clients connect
     * @param target where the broker listens
     */
    Link(int port, int target) {
        this.target = target;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        daemon(this::accept, "link-" + port);
    }

    /** Changes what the way does from now on; the delay of a chunk of traffic counts for {@link State#SLOW} only. */
    void become(State next, long delayOfSlow) {
        lock.lock();
        try {
            state = next;
            delayMillis = delayOfSlow;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == State.CUT) {
            sockets.forEach(Link::close);
        }
    }

    @Override
    public void close() {
        closed = true;
        become(State.CUT, 0);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The broker is down, or this end has been closed; clients try again.
                continue;
            }
        }
    }

    @SuppressWarnings("AddressSelection") // There is one loopback address.
    private void connect(Socket client) throws IOException {
        Socket broker = new Socket();
        sockets.add(client);
        sockets.add(broker);
        try {
            if (current() == State.CUT) {
                throw new IOException("cut");
            }
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
        } catch (IOException e) {
            drop(client, broker);
            throw e;
        }
        daemon(() -> pump(client, broker, Set.of(State.HELD)), "link-up-" + target);
        daemon(() -> pump(broker, client, Set.of(State.HELD, State.MUTE)), "link-down-" + target);
    }

    private void pump(Socket from, Socket to, Set<State> stops) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                pass(stops);
                out.write(chunk, 0, count);
            }
        } catch (IOException e) {
            // Either end is gone, and so the other one has to go.
            drop(from, to);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop(from, to);
    }

    private void pass(Set<State> stops) throws IOException, InterruptedException {
        lock.lock();
        try {
            if (state == State.SLOW) {
                // One chunk after the other, in each direction of a connection.
                long left = TimeUnit.MILLISECONDS.toNanos(delayMillis);
                while (left > 0 && state == State.SLOW) {
                    left = changed.awaitNanos(left);
                }
            }
            while (stops.contains(state)) {
                changed.await();
            }
            if (state == State.CUT) {
                throw new IOException("cut");
            }
        } finally {
            lock.unlock();
        }
    }

    private State current() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Socket one, Socket other) {
        close(one);
        close(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
            return;
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
