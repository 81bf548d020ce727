package io.slipstream.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.runtime.http.HttpEndpoint;
import io.slipstream.runtime.http.PortInUseException;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.Tensor;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Vertx vertx;
    private PageServer page;
    private HttpEndpoint endpoint;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        page = new PageServer(vertx, "demo", () -> 42, new FleetMeters(meters));
        endpoint = new HttpEndpoint("web", vertx, "127.0.0.1", 0, "web.port", page.router());
        endpoint.start();
        page.start();
    }

    @AfterEach
    void stop() {
        page.close();
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldServeThePageWithoutAnythingFromElsewhere() throws Exception {
        HttpResponse<String> index = get("/");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.body())
                .contains("Slipstream")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(index.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(get("/page.js").headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(get("/charts.js").statusCode()).isEqualTo(200);
        assertThat(get("/page.css").body()).contains("light-dark(");
        assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldPushRecordsOfItsFleetToBrowsers() {
        page.records(List.of(Records.decision("demo", 1)));
        Queue<String> lines = follow();
        await().until(() -> lines.stream().anyMatch(line -> line.contains("snapshot") && line.contains("because 1")));
        page.records(List.of(Records.decision("other", 2), Records.decision("demo", 3)));
        await().until(() -> lines.stream().anyMatch(line -> line.contains("because 3")));
        assertThat(lines).noneMatch(line -> line.contains("because 2"));
        await().until(() -> lines.stream().anyMatch(line -> line.contains("pulse")));
    }

    @Test
    void shouldServeEveryModuleThatThePageImports() throws Exception {
        Set<String> asked = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("page.js"));
        while (!next.isEmpty()) {
            String name = next.remove();
            if (asked.add(name)) {
                HttpResponse<String> module = get("/" + name);
                assertThat(module.statusCode()).as(name).isEqualTo(200);
                Pattern.compile("from '\\./([a-z]+\\.js)'")
                        .matcher(module.body())
                        .results()
                        .forEach(found -> next.add(found.group(1)));
            }
        }
        assertThat(asked).contains("charts.js", "scenes.js", "steering.js").hasSizeGreaterThan(7);
    }

    @Test
    void shouldPassOverASceneThatMakesNoSenseAndShowWhatIsBehindIt() {
        Scene odd = Records.scene("demo");
        odd.put("ego", new Tensor(DataType.FLOAT32, List.of(), ByteBuffer.allocate(29)));
        Scene bomb = Records.scene("demo");
        bomb.put(
                "imaginedCars", new Tensor(DataType.FLOAT32, List.of(Integer.MAX_VALUE, 0, 5), ByteBuffer.allocate(0)));
        page.records(List.of(odd, bomb, Records.decision("demo", 3)));

        Queue<String> lines = follow();

        await().until(() -> lines.stream().anyMatch(line -> line.contains("because 3")));
        assertThat(lines).noneMatch(line -> line.contains("\"scene\""));
    }

    @Test
    void shouldAnswerWithTheEvidenceOfADecision() throws Exception {
        page.records(List.of(Records.version("demo", 1), Records.report("demo", 7), Records.decision("demo", 3, 7)));
        await().until(() -> get("/api/decisions/3").statusCode() == 200);
        JsonObject evidence = new JsonObject(get("/api/decisions/3").body());
        assertThat(evidence.getLong("window")).isEqualTo(7);
        assertThat(evidence.getJsonArray("offsets").getJsonObject(0).getLong("to"))
                .isEqualTo(20);
        JsonObject most = evidence.getJsonArray("visitation").getJsonObject(0);
        assertThat(most.getInteger("group")).as("the one that moved").isEqualTo(1);
        assertThat(most.getDouble("distance")).isEqualTo(0.5, within(1e-6));
        assertThat(get("/api/decisions/99").statusCode()).isEqualTo(404);
        assertThat(get("/api/decisions/x").body()).contains("no decision x");
    }

    @Test
    void shouldTellPrometheusWhatItShows() {
        page.records(List.of(Records.report("demo", 7), Records.decision("other", 2)));
        await().until(() -> meters.find("slipstream.fleet.decision.number").gauge() != null);
        assertThat(meters.get("slipstream.fleet.signal.ratio")
                        .tags("fleet", "demo", "signal", "E_P")
                        .gauge()
                        .value())
                .isEqualTo(0.5);
        assertThat(meters.get("slipstream.fleet.decision.number")
                        .tags("fleet", "other")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsInUse() {
        HttpEndpoint second = new HttpEndpoint("web", vertx, "127.0.0.1", endpoint.port(), "web.port", page.router());
        assertThatThrownBy(second::start).isInstanceOf(PortInUseException.class).hasMessageContaining("web.port");
    }

    private Queue<String> follow() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        client.sendAsync(request("/events"), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        return lines;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .build();
    }
}
