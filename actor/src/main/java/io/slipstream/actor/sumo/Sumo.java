package io.slipstream.actor.sumo;

import io.slipstream.actor.sumo.traci.Traci;
import java.io.IOException;

/** One SUMO that environments can have over and over again. */
interface Sumo extends AutoCloseable {
    /**
     * A connection to it, the same one as before if that was not dropped.
     *
     * @throws IOException if there is none to be had, saying why
     */
    Traci connection() throws IOException;

    /** Gives the connection up after trouble; the next one is a new one. */
    void drop();

    @Override
    void close();
}
