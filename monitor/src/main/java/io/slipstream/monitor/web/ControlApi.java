package io.slipstream.monitor.web;

import io.slipstream.monitor.web.AccessTokens.Access;
import io.slipstream.monitor.web.AccessTokens.Denied;
import io.slipstream.monitor.web.AccessTokens.Granted;
import io.slipstream.runtime.control.CommandRequest;
import io.slipstream.runtime.control.Steering;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/control}: what people ask of a fleet, behind a token, as records of the commands topic. */
final class ControlApi {
    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);
    private static final String PATH = "/api/control";
    private static final String WHO = "who";
    private static final int MAX_BODY = 16 * 1024;
    private static final Set<String> FIELDS =
            Set.of("id", "command", "fleet", "component", "version", "task", "shift", "speed", "reason", "who");

    private final String fleet;
    private final AccessTokens tokens;
    private final KnownFleets known;
    private final CommandLog log;
    private final Clock clock;

    /**
     * @param fleet fleet meant when a request names none
     * @param tokens what requests have to show
     * @param known what is on the log
     * @param log takes commands
     * @param clock wall clock of commands
     */
    ControlApi(String fleet, AccessTokens tokens, KnownFleets known, CommandLog log, Clock clock) {
        this.fleet = fleet;
        this.tokens = tokens;
        this.known = known;
        this.log = log;
        this.clock = clock;
    }

    void route(Router router) {
        // In this order: nobody without the token gets a body read.
        router.post(PATH).handler(this::authorise);
        router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.post(PATH).handler(this::handle);
    }

    private void authorise(RoutingContext request) {
        Access access = tokens.of(request.request().getHeader("Authorization"));
        if (access instanceof Granted granted) {
            granted.name().ifPresent(name -> request.put(WHO, name));
            request.next();
        } else if (access instanceof Denied denied) {
            answer(request, denied.status(), error(denied.reason()));
        }
    }

    private void handle(RoutingContext request) {
        try {
            // Whose token it is counts, and not who the request says that it is.
            String bearer = request.get(WHO);
            CommandRequest said = read(request.body().buffer());
            CommandRequest asked = bearer == null ? said : said.by(bearer);
            if (!known.hasFleet(asked.fleet())) {
                answer(request, 404, error("there is no fleet '" + asked.fleet() + "' on the log"));
                return;
            }
            asked.version().ifPresent(version -> requireVersion(asked.fleet(), version));
            append(request, asked);
        } catch (IllegalArgumentException e) {
            answer(request, 400, error(String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            LOG.warn("a command cannot be checked", e);
            answer(request, 503, error("the monitor is not ready yet: " + e.getMessage()));
        }
    }

    private void requireVersion(String of, int version) {
        if (!known.hasVersion(of, version)) {
            throw new IllegalArgumentException("there is no model version " + version + " of fleet '" + of + "'");
        }
    }

    private void append(RoutingContext request, CommandRequest asked) {
        Context loop = request.vertx().getOrCreateContext();
        LOG.info("{} of fleet {} by {}: {}", asked.steering().id(), asked.fleet(), asked.who(), asked.reason());
        log.append(asked.toCommand(clock.instant()))
                .whenComplete((offset, failure) -> loop.runOnContext(now -> {
                    if (failure == null) {
                        answer(
                                request,
                                202,
                                new JsonObject().put("id", asked.id()).put("offset", offset));
                    } else {
                        answer(request, 503, error("the command did not get onto the log: " + failure.getMessage()));
                    }
                }));
    }

    private CommandRequest read(@Nullable Buffer body) {
        JsonObject json = parse(body);
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown field " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", new TreeSet<>(FIELDS)));
        }
        try {
            Integer version = json.getInteger("version");
            Double speed = json.getDouble("speed");
            return new CommandRequest(
                    required(json, "id"),
                    Steering.byId(required(json, "command")),
                    json.getString("fleet", fleet),
                    Optional.ofNullable(json.getString("component")),
                    version == null ? OptionalInt.empty() : OptionalInt.of(version),
                    Optional.ofNullable(json.getString("task")),
                    Optional.ofNullable(json.getString("shift")),
                    speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed),
                    json.getString("who", "page"),
                    json.getString("reason", ""));
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("version and speed are numbers, all other fields text", e);
        }
    }

    private static JsonObject parse(@Nullable Buffer body) {
        try {
            return body == null ? new JsonObject() : body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("the body is no JSON object", e);
        }
    }

    private static String required(JsonObject json, String field) {
        String value = json.getString(field);
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }

    private static JsonObject error(String problem) {
        return new JsonObject().put("error", problem);
    }

    private static void answer(RoutingContext request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }
}
