package io.slipstream.actor.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/act}: an observation in, an action out, and the experience recorded like that of any environment. {@code POST
 * /v1/act/stream} takes the same, one JSON a line, and answers line by line.
 */
final class ActEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 256;
    private static final String BEARER = "Bearer ";

    private final Hub hub;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, HttpRemote> sessions = new ConcurrentHashMap<>();

    /** A request that cannot be answered with an action. */
    private static final class Problem extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Problem(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }

    ActEndpoint(Hub hub) throws IOException {
        this.hub = hub;
        GatewaySettings settings = hub.settings();
        // The JDK's server sends head and body of a reply apart, and Nagle's algorithm would hold the body back until
        // the client has acknowledged the head: 40 ms an action. A property, read before the first server is made, is
        // the only way to tell it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(settings.host(), settings.actPort()), 0);
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "gateway-act");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange));
    }

    void start() {
        server.start();
        LOG.info("actions are served at http://{}:{}/v1/act", hub.settings().host(), port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            boolean stream = exchange.getRequestURI().getPath().equals("/v1/act/stream");
            if (!stream && !exchange.getRequestURI().getPath().equals("/v1/act")) {
                throw new Problem(404, "there is POST /v1/act and POST /v1/act/stream");
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new Problem(405, "an observation is sent by POST");
            }
            checkToken(exchange);
            if (stream) {
                stream(exchange);
            } else {
                answer(exchange, 200, act(whole(exchange.getRequestBody())));
            }
        } catch (Problem e) {
            answer(exchange, e.status, problem(e));
        }
    }

    private void checkToken(HttpExchange exchange) throws Problem {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String shown = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
        if (!Hello.rightToken(hub.settings().token(), shown)) {
            hub.count(Incident.WRONG_TOKEN);
            throw new Problem(401, "show the token of actor.gateway.token as a bearer token");
        }
    }

    private String whole(InputStream body) throws IOException, Problem {
        byte[] bytes = body.readNBytes(hub.settings().maxFrame() + 1);
        if (bytes.length > hub.settings().maxFrame()) {
            hub.count(Incident.TOO_LARGE);
            throw new Problem(413, "at most " + hub.settings().maxFrame() + " bytes are read");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Line by line; the first line that cannot be answered ends it, after saying why. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
        boolean goesOn = true;
        while (goesOn) {
            Map<String, ?> reply;
            try {
                String line = line(lines);
                if (line.isEmpty()) {
                    return;
                }
                reply = act(line);
            } catch (Problem e) {
                reply = problem(e);
                goesOn = false;
            }
            out.write((JSON.writeValueAsString(reply) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** The next line, empty at the end; never more of it than is allowed. */
    private String line(BufferedReader lines) throws IOException, Problem {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() >= hub.settings().maxFrame()) {
                hub.count(Incident.TOO_LARGE);
                throw new Problem(413, "a line has at most " + hub.settings().maxFrame() + " characters");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private Map<String, ?> act(String text) throws Problem {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            hub.count(Incident.GARBAGE);
            throw new Problem(400, "this is no JSON: " + e.getOriginalMessage());
        }
        String name = json.path("environment").asText("");
        Arrival arrival = arrival(json);
        int size = hub.settings().spaces().observation().size();
        if (name.isBlank() || arrival.observations().length != size) {
            hub.count(name.isBlank() ? Incident.GARBAGE : Incident.WRONG_SPACES);
            throw new Problem(
                    400,
                    "an observation needs the name of its environment and an array 'observation' of " + size
                            + " numbers, not '" + name + "' and " + arrival.observations().length);
        }
        return act(name, arrival);
    }

    private static Arrival arrival(JsonNode json) {
        JsonNode array = json.path("observation");
        float[] observation = new float[array.size()];
        for (int i = 0; i < observation.length; i++) {
            observation[i] = (float) array.path(i).asDouble(Double.NaN);
        }
        boolean terminated = json.path("terminated").asBoolean(false);
        boolean last = terminated || json.path("truncated").asBoolean(false);
        int flags = (json.path("first").asBoolean(false) ? 1 : 0) | (last ? 2 : 0) | (terminated ? 4 : 0);
        return new Arrival(
                observation,
                new float[] {(float) json.path("reward").asDouble(0)},
                new byte[] {(byte) flags},
                last ? Map.of(0, ObservationFrame.ending(json)) : Map.of());
    }

    private Map<String, ?> act(String name, Arrival arrival) throws Problem {
        try {
            HttpRemote session = session(name, (arrival.flags()[0] & 1) != 0);
            int action = session.act(arrival, hub);
            return (arrival.flags()[0] & 2) != 0
                    ? Map.of("environment", name, "done", true)
                    : Map.of("environment", name, "action", action);
        } catch (Refusal e) {
            HttpRemote session = sessions.get(name);
            if (session != null && e.incident() == Incident.IMPOSSIBLE_EPISODE) {
                hub.leave(session, e.incident(), e.reason());
            } else {
                hub.count(e.incident());
            }
            throw new Problem(status(e.incident()), e.reason());
        }
    }

    private static int status(Incident incident) {
        return switch (incident) {
            case FULL -> 503;
            case NO_ANSWER -> 504;
            case TOO_LARGE -> 413;
            default -> 409;
        };
    }

    /** That of the environment, or a new one where an episode begins. */
    private HttpRemote session(String name, boolean first) throws Refusal {
        HttpRemote known = sessions.get(name);
        if (known != null && hub.seated(known)) {
            return known;
        }
        if (!first) {
            throw new Refusal(
                    Incident.OUT_OF_ORDER, "'" + name + "' has no open episode here: begin one with \"first\": true");
        }
        sessions.values().removeIf(session -> !hub.seated(session));
        HttpRemote fresh = new HttpRemote(name, System.nanoTime());
        hub.join(fresh, System.nanoTime());
        sessions.put(name, fresh);
        return fresh;
    }

    private static Map<String, ?> problem(Problem e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> reply) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(reply);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
