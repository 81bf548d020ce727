package io.slipstream.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback interface. */
public final class FreePorts {
    private FreePorts() {}

    /** Different ports that nobody listens on. */
    public static List<Integer> some(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            // All are held until the last is found: else the same one could be found twice.
            while (ports.size() < count) {
                ServerSocket socket = new ServerSocket();
                held.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ports.add(socket.getLocalPort());
            }
            return ports;
        } catch (IOException e) {
            throw new BrokerException("no free port on 127.0.0.1: " + e, e);
        } finally {
            held.forEach(FreePorts::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BrokerException("cannot give a port back: " + e, e);
        }
    }

    /**
     * The port itself, or a free one for 0.
     *
     * @throws BrokerException when somebody listens on it
     */
    static int check(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the broker itself binds: a port whose last connections are still winding down is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    "port " + port + " on 127.0.0.1 is in use; choose another --broker-port, or 0 for any free one", e);
        }
    }
}
