package io.slipstream.monitor.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Pushes messages to browsers as server-sent events. A browser that cannot keep up is not waited for: its updates are dropped and it gets
 * the whole picture once it has read what it was sent. Belongs to one event loop.
 */
final class EventStream {
    private static final Set<String> NAMED = Set.of(SteeringRecords.DEPLOYMENT, SteeringRecords.ALARM);

    private final String fleet;
    private final String build;
    private final History history = new History();
    private final Map<HttpServerResponse, Boolean> browsers = new HashMap<>();

    /**
     * @param fleet what the messages are about
     * @param build changes when the page's files do, so that a page of before knows that it is one
     */
    EventStream(String fleet, String build) {
        this.fleet = fleet;
        this.build = build;
    }

    /** Takes a browser in. */
    void open(HttpServerResponse browser) {
        browser.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        browser.closeHandler(closed -> browsers.remove(browser));
        browser.exceptionHandler(failure -> browsers.remove(browser));
        browser.drainHandler(drained -> catchUp(browser));
        browsers.put(browser, false);
        browser.write(event(history.snapshot(fleet, build)));
    }

    /** Sends a message that later browsers shall see too. */
    void publish(JsonObject message) {
        history.add(message);
        send(message);
    }

    /** Sends a message that is of interest only now. */
    void send(JsonObject message) {
        if (!browsers.isEmpty()) {
            // Once for all of them: twenty open pages cost little more than one.
            Buffer event = event(message);
            browsers.replaceAll((browser, behind) -> behind || !offer(browser, event));
        }
    }

    /** The last messages of a kind, newest first. */
    JsonArray latest(String type) {
        return history.latest(type);
    }

    int browsers() {
        return browsers.size();
    }

    /** Ends all streams. */
    void close() {
        Map.copyOf(browsers).keySet().forEach(HttpServerResponse::end);
        browsers.clear();
    }

    private void catchUp(HttpServerResponse browser) {
        if (browsers.replace(browser, true, false)) {
            browser.write(event(history.snapshot(fleet, build)));
        }
    }

    private static boolean offer(HttpServerResponse browser, Buffer event) {
        if (browser.writeQueueFull()) {
            return false;
        }
        browser.write(event);
        return true;
    }

    private static Buffer event(JsonObject message) {
        String type = message.getString("type");
        // Those that pages beside this one listen to have names of their own.
        String name = NAMED.contains(type) ? "event: " + type + "\n" : "";
        return Buffer.buffer(name + "data: " + message.encode() + "\n\n");
    }
}
