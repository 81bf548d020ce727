package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page's files, its stream of events and the evidence of decisions. Everything about browsers happens on one event loop. */
final class PageServer implements LogFollower.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final long PULSE_MILLIS = 1_000;
    private static final double MILLIS = 1_000;
    /** The page loads nothing from anywhere else. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");
    private static final List<String> FILES = List.of(
            "index.html",
            "page.css",
            "page.js",
            "charts.js",
            "decisions.js",
            "format.js",
            "health.js",
            "scenes.js",
            "state.js",
            "steering.js",
            "tables.js");

    private final Vertx vertx;
    private final Context loop;
    private final PageRecords records;
    private final EvidenceBook evidence = new EvidenceBook();
    private final Map<String, Buffer> files = new LinkedHashMap<>();
    private final EventStream stream;
    private final DoubleSupplier steps;
    private final FleetMeters meters;
    private long timer;
    private long pulseAt;
    private double stepsAtPulse;

    PageServer(Vertx vertx, String fleet, DoubleSupplier steps, FleetMeters meters) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.records = new PageRecords(fleet);
        FILES.forEach(name -> files.put(name, Buffer.buffer(read(name))));
        this.stream = new EventStream(fleet, Integer.toHexString(files.hashCode()));
        this.steps = steps;
        this.meters = meters;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route().handler(PageServer::harden);
        router.get("/").handler(request -> send(request, "index.html"));
        files.keySet().forEach(name -> router.get("/" + name).handler(request -> send(request, name)));
        router.get("/api/decisions/:id").handler(this::decision);
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
    @Override
    public void records(List<SpecificRecord> batch) {
        loop.runOnContext(now -> batch.forEach(this::show));
    }

    @Override
    public void topics(List<TopicWatch.Row> rows) {
        rows.forEach(row -> meters.topic(row.topic(), row.records(), row.lag()));
        JsonArray topics = new JsonArray();
        rows.forEach(row -> topics.add(row.json()));
        loop.runOnContext(now ->
                stream.publish(new JsonObject().put("type", PageRecords.TOPICS).put("topics", topics)));
    }

    private void show(SpecificRecord record) {
        Optional<JsonObject> message;
        try {
            meters.take(record);
            message = records.message(record);
        } catch (RuntimeException e) {
            // Anybody may have written it, and the records behind it want to be shown.
            LOG.warn(
                    "a {} that makes no sense is not shown: {}",
                    record.getSchema().getName(),
                    e.getMessage());
            return;
        }
        if (message.isEmpty()) {
            return;
        }
        if (record instanceof MismatchReport report) {
            evidence.add(report);
        } else if (record instanceof ModelVersion version) {
            evidence.add(version);
        } else if (record instanceof FinetuneDecision decision) {
            evidence.add(decision);
        }
        stream.publish(message.get());
    }

    private void decision(RoutingContext request) {
        loop.runOnContext(now -> {
            Optional<JsonObject> found = number(request.pathParam("id")).flatMap(evidence::of);
            request.response().setStatusCode(found.isPresent() ? 200 : 404);
            request.json(found.orElseGet(() -> new JsonObject()
                    .put("error", "no decision " + request.pathParam("id") + " among those that the page shows")));
        });
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
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
        meters.browsers(stream.browsers());
        stream.send(new JsonObject()
                .put("type", "pulse")
                .put("stepsPerSecond", rate)
                .put("browsers", stream.browsers())
                .put("at", System.currentTimeMillis()));
    }

    private void send(RoutingContext request, String name) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        request.response().putHeader("Content-Type", type).end(files.get(name));
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
