package io.slipstream.actor.sumo;

import io.slipstream.actor.sumo.traci.Traci;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A SUMO that somebody else has started. */
final class AttachedSumo implements Sumo {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedSumo.class);

    private final String name;
    private final InetSocketAddress address;
    private final SumoSettings settings;
    private @Nullable Traci traci;

    /**
     * @param name host:port
     * @throws IllegalArgumentException if it is no address
     */
    AttachedSumo(String name, SumoSettings settings) {
        this.name = name;
        this.settings = settings;
        int colon = name.lastIndexOf(':');
        try {
            address = new InetSocketAddress(
                    name.substring(0, Math.max(0, colon)), Integer.parseInt(name.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    SumoSettings.ATTACH.key() + ": '" + name + "' is no address; write host:port", e);
        }
    }

    @Override
    public Traci connection() throws IOException {
        Traci open = traci;
        if (open == null) {
            try {
                open = new Traci(address, settings.startTimeout(), settings.answerTimeout());
                open.version();
            } catch (IOException e) {
                throw new IOException(
                        "no SUMO answers at " + name + " (" + e.getMessage() + "); start it with sumo --remote-port "
                                + address.getPort()
                                + " --net-file MAP.net.xml; it ends with each connection, so have it started again then",
                        e);
            }
            traci = open;
        }
        return open;
    }

    @Override
    public void drop() {
        Traci open = traci;
        traci = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("closing the connection to SUMO at {}", name, e);
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
