package io.slipstream.runtime.http;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.metrics.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;

/** The management port: {@code /healthy} and {@code /ready} for an orchestrator, {@code /metrics} for Prometheus. */
public final class ManagementServer implements Service {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpEndpoint endpoint;
    private final Metrics metrics;
    private final List<Service> services;

    /**
     * Creates the server; nothing listens yet.
     *
     * @param config names host and port
     * @param vertx stays the caller's to close
     * @param metrics what {@code /metrics} shows
     * @param services what the checks are about
     */
    public ManagementServer(Config config, Vertx vertx, Metrics metrics, List<? extends Service> services) {
        this.metrics = metrics;
        this.services = List.copyOf(services);
        this.endpoint = new HttpEndpoint(
                "management",
                vertx,
                config.get(CommonSettings.MANAGEMENT_HOST),
                config.get(CommonSettings.MANAGEMENT_PORT),
                CommonSettings.MANAGEMENT_PORT.key(),
                router(vertx));
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public void start() {
        endpoint.start();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public boolean healthy() {
        return endpoint.healthy();
    }

    /** The port it listens on. */
    public int port() {
        return endpoint.port();
    }

    private Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/healthy").handler(context -> answer(context, Service::healthy));
        router.get("/ready").handler(context -> answer(context, Service::ready));
        // A scrape walks all meters: not on the event loop.
        router.get("/metrics").blockingHandler(this::metrics, false);
        return router;
    }

    private void answer(RoutingContext context, Predicate<Service> check) {
        JsonObject checks = new JsonObject();
        services.forEach(service -> checks.put(service.name(), check.test(service)));
        boolean fine = checks.stream().allMatch(entry -> Boolean.TRUE.equals(entry.getValue()));
        context.response().setStatusCode(fine ? OK : UNAVAILABLE);
        context.json(new JsonObject().put("status", fine ? "UP" : "DOWN").put("checks", checks));
    }

    private void metrics(RoutingContext context) {
        context.response().putHeader("Content-Type", PROMETHEUS).end(metrics.scrape());
    }
}
