package io.slipstream.monitor.web;

import io.slipstream.runtime.http.HttpEndpoint;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.AgentRunner;
import io.slipstream.runtime.lifecycle.Service;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The live page of one fleet: a web server, and a thread that follows the log. */
public final class Dashboard implements Service {
    private final PageServer page;
    private final HttpEndpoint endpoint;
    private final AgentRunner follower;
    private final CommandProducer commands;

    /**
     * Puts the page together; nothing listens yet.
     *
     * @param vertx stays the caller's to close
     * @param host address to listen on
     * @param port port to listen on, 0 for a free one
     * @param fleet fleet to show
     * @param readers consumer group of the monitor's topology
     * @param clients for the reader of the log
     * @param steps environment steps that the monitor has counted so far
     * @param meters take what the page shows
     * @param token what commands have to show; without one, and without a file of them, there are none
     * @param tokens file of tokens with names and ends
     * @param known what is on the log
     */
    public Dashboard(
            Vertx vertx,
            String host,
            int port,
            String fleet,
            String readers,
            KafkaClients clients,
            DoubleSupplier steps,
            FleetMeters meters,
            Optional<String> token,
            Optional<Path> tokens,
            KnownFleets known) {
        commands = new CommandProducer(clients);
        page = new PageServer(vertx, fleet, steps, meters);
        Router router = page.router();
        AccessTokens access = new AccessTokens(token, tokens.map(TokenFile::new), Clock.systemUTC());
        new ControlApi(fleet, access, known, commands, Clock.systemUTC()).route(router);
        endpoint = new HttpEndpoint("web", vertx, host, port, "web.port", router);
        follower = new AgentRunner("monitor-page", new LogFollower(clients, readers, page));
    }

    @Override
    public String name() {
        return "monitor-page";
    }

    @Override
    public void start() {
        endpoint.start();
        page.start();
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
        page.close();
        endpoint.close();
        commands.close();
    }

    @Override
    public boolean healthy() {
        return endpoint.healthy() && follower.healthy();
    }

    /** The port it listens on. */
    public int port() {
        return endpoint.port();
    }
}
