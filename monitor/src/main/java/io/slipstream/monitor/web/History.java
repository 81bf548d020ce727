package io.slipstream.monitor.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The last messages of each kind, so that a page that opens late shows what came before. Belongs to one event loop. */
final class History {
    /** Messages kept of each kind. */
    static final int KEPT = 400;

    /** Kinds of which fewer will do. */
    private static final Map<String, Integer> FEWER =
            Map.of(PageRecords.TOPICS, 1, PageRecords.SCENE, 16, PageRecords.LETTER, 50, PageRecords.COMMAND, 100);

    private final Map<String, Deque<JsonObject>> byKind = new TreeMap<>();

    void add(JsonObject message) {
        String type = message.getString("type");
        Deque<JsonObject> kept = byKind.computeIfAbsent(type, kind -> new ArrayDeque<>());
        kept.addLast(message);
        if (kept.size() > FEWER.getOrDefault(type, KEPT)) {
            kept.removeFirst();
        }
    }

    /** What is kept of a kind, newest first. */
    JsonArray latest(String type) {
        JsonArray messages = new JsonArray();
        byKind.getOrDefault(type, new ArrayDeque<>()).descendingIterator().forEachRemaining(messages::add);
        return messages;
    }

    /** Everything kept, as one message. */
    JsonObject snapshot(String fleet, String build) {
        JsonArray messages = new JsonArray();
        byKind.values().forEach(kept -> kept.forEach(messages::add));
        return new JsonObject()
                .put("type", "snapshot")
                .put("fleet", fleet)
                .put("build", build)
                .put("messages", messages);
    }
}
