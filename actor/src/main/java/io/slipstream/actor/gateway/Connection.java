package io.slipstream.actor.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** What carries the frames of one client, both ways. Reading waits for bytes; one thread reads. */
interface Connection extends ReadableByteChannel {
    /**
     * Sends all of it. One thread at a time.
     *
     * @throws IOException if the other end has gone
     */
    void send(ByteBuffer bytes) throws IOException;
}
