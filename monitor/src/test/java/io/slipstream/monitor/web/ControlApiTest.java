package io.slipstream.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.http.HttpEndpoint;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlApiTest {
    private static final String TOKEN = "right";
    private static final String PAUSE = "{\"id\":\"1\",\"command\":\"pause\",\"who\":\"me\",\"reason\":\"to look\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Command> log = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private HttpEndpoint open;
    private HttpEndpoint readOnly;
    private HttpEndpoint named;
    private Path file;

    @BeforeEach
    void start(@TempDir Path folder) {
        vertx = Vertx.vertx();
        file = folder.resolve("tokens");
        open = endpoint(Optional.of(TOKEN), Optional.empty());
        readOnly = endpoint(Optional.empty(), Optional.empty());
        named = endpoint(Optional.empty(), Optional.of(new TokenFile(file)));
    }

    @AfterEach
    void stop() {
        open.close();
        readOnly.close();
        named.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldPutACommandOnTheLogWithWhoAndWhy() throws Exception {
        HttpResponse<String> answer = post(open, TOKEN, PAUSE);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getLong("offset")).isEqualTo(7);
        assertThat(log).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.PAUSE);
            assertThat(command.getFleet()).isEqualTo("demo");
            assertThat(command.getIssuedBy()).isEqualTo("me");
            assertThat(command.getReason()).isEqualTo("to look");
            assertThat(command.getArguments()).containsEntry("service", "learner");
        });
    }

    @Test
    void shouldRefuseAMissingOrWrongToken() throws Exception {
        assertThat(post(open, "wrong", PAUSE).statusCode()).isEqualTo(401);
        assertThat(post(open, "right2", PAUSE).statusCode()).isEqualTo(401);
        assertThat(post(open, null, PAUSE).statusCode()).isEqualTo(401);
        assertThat(log).isEmpty();
    }

    @Test
    void shouldBeReadOnlyWithoutAToken() throws Exception {
        HttpResponse<String> answer = post(readOnly, TOKEN, PAUSE);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("web.token");
        assertThat(log).isEmpty();
    }

    @Test
    void shouldTakeTheNameOfTheTokenAndNotTheOneThatTheRequestSays() throws Exception {
        tokens("# those on duty", "anna " + digest("a") + " 2026-11-22T12:00:01Z", "", "bert " + digest("b"));

        assertThat(post(named, "a", PAUSE).statusCode()).isEqualTo(202);
        assertThat(post(named, "b", PAUSE).statusCode()).isEqualTo(202);
        assertThat(post(named, "c", PAUSE).statusCode()).isEqualTo(401);
        assertThat(log).extracting(Command::getIssuedBy).containsExactly("anna", "bert");
    }

    @Test
    void shouldRefuseATokenThatHasExpired() throws Exception {
        tokens("anna " + digest("a") + " 2026-11-22T12:00:00Z", "bert " + digest("b") + " 2026-11-22T12:00:00.001Z");

        HttpResponse<String> expired = post(named, "a", PAUSE);

        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body()).contains("the token of anna expired at 2026-11-22T12:00:00Z");
        assertThat(log).isEmpty();
        assertThat(post(named, "b", PAUSE).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldForgetATokenThatIsWithdrawnWithoutARestart() throws Exception {
        tokens("anna " + digest("a"));
        assertThat(post(named, "a", PAUSE).statusCode()).isEqualTo(202);
        tokens("bert " + digest("b"));
        assertThat(post(named, "a", PAUSE).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldTakeNobodysCommandsWhileTheFileOfTokensIsWrong() throws Exception {
        assertThat(post(named, "a", PAUSE).statusCode()).as("missing").isEqualTo(403);
        tokens("anna " + digest("a"), "bert plain-text-token");

        HttpResponse<String> wrong = post(named, "a", PAUSE);

        assertThat(wrong.statusCode()).isEqualTo(503);
        assertThat(wrong.body()).contains("line 2").doesNotContain("plain-text-token");
        assertThat(log).isEmpty();
    }

    private void tokens(String... lines) throws Exception {
        Files.write(file, List.of(lines));
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(AccessTokens.sha256(token));
    }

    @Test
    void shouldSayWhatIsWrongWithACommand() throws Exception {
        assertWrong("{\"id\":\"1\",\"command\":\"stop\"}", "pause, resume, force, forbid, allow");
        assertWrong("{\"command\":\"pause\"}", "id is missing");
        assertWrong("{\"id\":\"1\",\"command\":\"pause\",\"colour\":\"red\"}", "colour");
        assertWrong("{\"id\":\"1\",\"command\":\"force\",\"component\":\"BRAIN\"}", "WORLD_MODEL or POLICY");
        assertWrong("{\"id\":\"1\",\"command\":\"force\"}", "needs the field component");
        assertWrong("{\"id\":\"1\",\"command\":\"pause\",\"version\":3}", "takes no field version");
        assertWrong("{\"id\":\"1\",\"command\":\"rollback\",\"version\":9}", "no model version 9");
        assertWrong("{\"id\":\"1\",\"command\":\"rollback\",\"version\":\"x\"}", "numbers");
        assertWrong("{\"id\":\"1\",\"command\":\"speed\",\"speed\":-1}", "multiple of real time");
        assertWrong("not json", "no JSON object");
        assertThat(log).isEmpty();
    }

    @Test
    void shouldNotKnowAFleetThatIsNotThere() throws Exception {
        HttpResponse<String> answer = post(open, TOKEN, "{\"id\":\"1\",\"command\":\"pause\",\"fleet\":\"elsewhere\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("elsewhere");
    }

    @Test
    void shouldTakeAVersionThatIsThere() throws Exception {
        assertThat(post(open, TOKEN, "{\"id\":\"1\",\"command\":\"rollback\",\"version\":2}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(log.get(0).getArguments()).containsEntry("version", "2");
    }

    private void assertWrong(String body, String told) throws Exception {
        HttpResponse<String> answer = post(open, TOKEN, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("error")).contains(told);
    }

    private HttpEndpoint endpoint(Optional<String> token, Optional<TokenFile> tokens) {
        Router router = Router.router(vertx);
        KnownFleets known = new KnownFleets() {
            @Override
            public boolean hasFleet(String fleet) {
                return fleet.equals("demo");
            }

            @Override
            public boolean hasVersion(String fleet, int version) {
                return version <= 2;
            }
        };
        CommandLog commands = command -> {
            log.add(command);
            return CompletableFuture.completedFuture(7L);
        };
        Clock noon = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        new ControlApi("demo", new AccessTokens(token, tokens, noon), known, commands, noon).route(router);
        HttpEndpoint endpoint = new HttpEndpoint("web", vertx, "127.0.0.1", 0, "web.port", router);
        endpoint.start();
        return endpoint;
    }

    private HttpResponse<String> post(HttpEndpoint to, @Nullable String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + to.port() + "/api/control"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
