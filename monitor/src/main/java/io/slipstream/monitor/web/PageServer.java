package io.slipstream.monitor.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Serves the page's files and its stream of events. Everything about browsers happens on one event loop. */
final class PageServer {
    private static final long PULSE_MILLIS = 1_000;
    private static final double MILLIS = 1_000;
    /** The page loads nothing from anywhere else. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    private final Context loop;
    private final PageRecords records;
    private final EventStream stream;
    private final DoubleSupplier steps;
    private long timer;
    private long pulseAt;
    private double stepsAtPulse;

    PageServer(Vertx vertx, String fleet, DoubleSupplier steps) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.records = new PageRecords(fleet);
        this.stream = new EventStream(fleet);
        this.steps = steps;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route().handler(PageServer::harden);
        file(router, "/", "index.html", "text/html; charset=utf-8");
        file(router, "/page.css", "page.css", "text/css; charset=utf-8");
        file(router, "/page.js", "page.js", "text/javascript; charset=utf-8");
        file(router, "/charts.js", "charts.js", "text/javascript; charset=utf-8");
        router.get("/events").handler(request -> loop.runOnContext(now -> stream.open(request.response())));
        list(router, "/api/deployments", SteeringRecords.DEPLOYMENT);
        list(router, "/api/alarms", SteeringRecords.ALARM);
        return router;
    }

    /** The last records of a kind, newest first. */
    private void list(Router router, String path, String type) {
        router.get(path)
                .handler(request -> loop.runOnContext(now -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(stream.latest(type).encode())));
    }

    /** Starts to tell browsers every second how fast the fleet steps. */
    void start() {
        pulseAt = System.nanoTime();
        stepsAtPulse = steps.getAsDouble();
        timer = vertx.setPeriodic(PULSE_MILLIS, tick -> loop.runOnContext(now -> pulse()));
    }

    /** Shows records; called from any thread. */
    void show(List<SpecificRecord> batch) {
        loop.runOnContext(now -> batch.forEach(record -> records.message(record).ifPresent(stream::publish)));
    }

    void close() {
        vertx.cancelTimer(timer);
        loop.runOnContext(now -> stream.close());
    }

    private void pulse() {
        long now = System.nanoTime();
        double counted = steps.getAsDouble();
        double seconds = (now - pulseAt) / (MILLIS * MILLIS * MILLIS);
        double rate = (counted - stepsAtPulse) / seconds;
        pulseAt = now;
        stepsAtPulse = counted;
        stream.send(new JsonObject().put("type", "pulse").put("stepsPerSecond", rate));
    }

    private static void file(Router router, String path, String name, String type) {
        Buffer content = Buffer.buffer(read(name));
        router.get(path)
                .handler(request ->
                        request.response().putHeader("Content-Type", type).end(content));
    }

    private static void harden(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-cache");
        request.next();
    }

    private static byte[] read(String name) {
        try (InputStream in = PageServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + name + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }
}
