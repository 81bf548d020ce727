package io.slipstream.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on the loopback interface. */
final class FreePorts {
    private FreePorts() {}

    /** A port nobody listens on. */
    static int any() {
        return check(0);
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
