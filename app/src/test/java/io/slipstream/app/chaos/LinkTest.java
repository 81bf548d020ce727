package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.app.broker.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private final List<Integer> ports = FreePorts.some(2);
    private final Link link = new Link(ports.get(0), ports.get(1));
    private final ServerSocket echo = listening(ports.get(1));
    private final AtomicInteger heard = new AtomicInteger();

    @BeforeEach
    void serve() {
        Thread server = new Thread(this::answer, "echo");
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void shouldPassOnWhatComesEachWay() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void shouldKeepWhatComesWhileItIsHeld() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, 1)).isEqualTo(1);
            link.become(Link.State.HELD, 0);
            client.setSoTimeout(200);
            assertThatThrownBy(() -> asked(client, 2)).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(10_000);
            link.become(Link.State.OPEN, 0);

            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void shouldLoseAnswersOnlyWhileItIsMute() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, 1)).isEqualTo(1);
            link.become(Link.State.MUTE, 0);
            client.getOutputStream().write(2);
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(heard.get()).isEqualTo(2);

            client.setSoTimeout(10_000);
            link.become(Link.State.OPEN, 0);

            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void shouldDelayWhileItIsSlow() throws IOException {
        try (Socket client = connect()) {
            link.become(Link.State.SLOW, 150);
            long start = System.nanoTime();

            assertThat(asked(client, 3)).isEqualTo(3);

            assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void shouldCloseConnectionsAndTakeNoneWhileItIsCut() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, 4)).isEqualTo(4);
            link.become(Link.State.CUT, 0);
            assertThat(ended(client)).isTrue();
            try (Socket refused = connect()) {
                assertThat(ended(refused)).isTrue();
            }
        }
        link.become(Link.State.OPEN, 0);
        try (Socket again = connect()) {
            assertThat(asked(again, 5)).isEqualTo(5);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int asked(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    /** The other end has closed it, orderly or not. */
    private static boolean ended(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void answer() {
        while (!echo.isClosed()) {
            try (Socket client = echo.accept()) {
                for (int said = client.getInputStream().read();
                        said >= 0;
                        said = client.getInputStream().read()) {
                    heard.set(said);
                    client.getOutputStream().write(said);
                }
            } catch (IOException e) {
                // The test cuts connections.
                continue;
            }
        }
    }

    private static ServerSocket listening(int port) {
        try {
            return new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
