package io.slipstream.actor.sumo;

import io.slipstream.actor.sumo.traci.Traci;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A SUMO that is started here, watched, started again when it has died, and ended. */
final class StartedSumo implements Sumo {
    private static final Logger LOG = LoggerFactory.getLogger(StartedSumo.class);
    private static final long RETRY_MILLIS = 10;
    private static final int TAIL = 500;

    private final SumoSettings settings;
    private final Path network;
    private final Path log;
    private @Nullable Process process;
    private @Nullable Traci traci;

    /**
     * @param network some network: without one SUMO does not take the command to load another
     * @param log takes what it prints
     */
    StartedSumo(SumoSettings settings, Path network, Path log) {
        this.settings = settings;
        this.network = network;
        this.log = log;
    }

    @Override
    public Traci connection() throws IOException {
        Traci open = traci;
        if (open == null) {
            int port = freePort();
            Process started = start(port);
            process = started;
            open = connect(started, port);
            traci = open;
            LOG.debug("{} listens on port {}, process {}", open.version(), port, started.pid());
        }
        return open;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(int port) throws IOException {
        try {
            return new ProcessBuilder(
                            settings.binary(),
                            "--remote-port",
                            Integer.toString(port),
                            "--net-file",
                            network.toString(),
                            "--xml-validation",
                            "never")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "SUMO cannot be started (" + e.getMessage()
                            + "): install it with apt-get install --no-install-recommends sumo, or set "
                            + SumoSettings.BINARY.key(),
                    e);
        }
    }

    private Traci connect(Process started, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        long until = System.nanoTime() + settings.startTimeout().toNanos();
        while (true) {
            try {
                return new Traci(address, settings.startTimeout(), settings.answerTimeout());
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    end();
                    throw new IOException(
                            "SUMO does not listen after " + settings.startTimeout() + "; raise "
                                    + SumoSettings.START_TIMEOUT.key() + ". " + said(),
                            e);
                }
            }
            if (ended(started)) {
                throw new IOException("SUMO ended with status " + started.exitValue() + " right away. " + said());
            }
        }
    }

    /** Whether it ends within a moment, in which it may also begin to listen. */
    private static boolean ended(Process started) throws IOException {
        try {
            return started.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while SUMO starts", e);
        }
    }

    private String said() throws IOException {
        String all = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip() : "";
        return all.isEmpty() ? "It said nothing." : "It said: " + all.substring(Math.max(0, all.length() - TAIL));
    }

    @Override
    public void drop() {
        traci = null;
        end();
    }

    /** Nothing is lost with it, and while it waits for a connection it heeds no gentler signal. */
    private void end() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Its process, for tests that end it. */
    @Nullable
    Process process() {
        return process;
    }

    @Override
    public void close() {
        Traci open = traci;
        traci = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("closing a SUMO", e);
            }
        }
        end();
    }
}
