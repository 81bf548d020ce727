package io.slipstream.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.runtime.http.HttpEndpoint;
import io.slipstream.runtime.http.PortInUseException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private PageServer page;
    private HttpEndpoint endpoint;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        page = new PageServer(vertx, "demo", () -> 42);
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
        assertThat(get("/page.css").body()).contains("prefers-color-scheme: dark");
        assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldPushRecordsOfItsFleetToBrowsers() {
        page.show(List.of(Records.decision("demo", 1)));
        Queue<String> lines = follow();
        await().until(() -> lines.stream().anyMatch(line -> line.contains("snapshot") && line.contains("because 1")));
        page.show(List.of(Records.decision("other", 2), Records.decision("demo", 3)));
        await().until(() -> lines.stream().anyMatch(line -> line.contains("because 3")));
        assertThat(lines).noneMatch(line -> line.contains("because 2"));
        await().until(() -> lines.stream().anyMatch(line -> line.contains("pulse")));
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
