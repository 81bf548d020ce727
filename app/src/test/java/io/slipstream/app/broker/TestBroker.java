package io.slipstream.app.broker;

import java.util.List;

/** Kafka for a suite that runs on more than one kind of it. */
public interface TestBroker extends AutoCloseable {
    /** Address for clients, host:port. */
    String bootstrapServers();

    /** Ends the broker and starts it on what it has kept, where a test can do that without a new address; elsewhere it runs on. */
    void restart();

    /** The options by which the command finds the log. Nobody writes to it any more: a broker whose folder can be read is ended. */
    List<String> logAtRest();

    @Override
    void close();
}
