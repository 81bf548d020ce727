package io.slipstream.app.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One tab of a browser over the DevTools protocol. */
final class DevTools {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<Long, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonObject>> listeners = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final WebSocket socket;

    private DevTools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Connects, and listens for what goes wrong in the page. */
    static DevTools connect(URI address) {
        DevTools tab = new DevTools(address);
        tab.on("Runtime.exceptionThrown", event -> tab.failures.add(event.encode()));
        tab.send("Runtime.enable", new JsonObject());
        tab.send("Page.enable", new JsonObject());
        return tab;
    }

    /** What the page's scripts have thrown so far. */
    Queue<String> failures() {
        return failures;
    }

    /** Calls a listener, on the socket's thread, for events of one kind. */
    void on(String event, Consumer<JsonObject> listener) {
        listeners.put(event, listener);
    }

    /** A command with its result. */
    JsonObject send(String method, JsonObject parameters) {
        return sendLater(method, parameters)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** A command whose result is not waited for, as listeners must not. */
    CompletableFuture<JsonObject> sendLater(String method, JsonObject parameters) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String text = new JsonObject()
                .put("id", id)
                .put("method", method)
                .put("params", parameters)
                .encode();
        synchronized (socket) {
            socket.sendText(text, true).join();
        }
        return answer;
    }

    /** The value of an expression in the page; a promise is waited for. */
    Object evaluate(String expression) {
        JsonObject result = send(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (result.containsKey("exceptionDetails")) {
            throw new IllegalStateException(
                    expression + ": " + result.getJsonObject("exceptionDetails").encode());
        }
        return String.valueOf(result.getJsonObject("result").getValue("value"));
    }

    /** Whether an expression is true in the page. */
    boolean holds(String expression) {
        return "true".equals(evaluate("Boolean(" + expression + ")"));
    }

    private void take(JsonObject message) {
        Long id = message.getLong("id");
        if (id != null) {
            CompletableFuture<JsonObject> answer = waiting.remove(id);
            if (answer != null) {
                complete(answer, message);
            }
            return;
        }
        Consumer<JsonObject> listener = listeners.get(message.getString("method"));
        if (listener != null) {
            listener.accept(message.getJsonObject("params"));
        }
    }

    private static void complete(CompletableFuture<JsonObject> answer, JsonObject message) {
        if (message.containsKey("error")) {
            answer.completeExceptionally(
                    new IllegalStateException(message.getJsonObject("error").encode()));
        } else {
            answer.complete(message.getJsonObject("result"));
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = new JsonObject(text.toString());
                text.setLength(0);
                take(message);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
