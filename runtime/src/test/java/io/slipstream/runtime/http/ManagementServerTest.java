package io.slipstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.metrics.Metrics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final Part part = new Part();
    private final ManagementServer server = new ManagementServer(Config.defaults(), vertx, metrics, List.of(part));

    @AfterEach
    void close() {
        server.close();
        metrics.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldTellWhetherThePartsAreHealthyAndReady() throws Exception {
        server.start();
        assertThat(get("/healthy").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("\"status\":\"DOWN\"", "\"part\":false");
        part.ready = true;
        assertThat(get("/ready").body()).contains("\"status\":\"UP\"");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowMetersForPrometheus() throws Exception {
        metrics.registry().counter("slipstream.segments").increment();
        server.start();
        HttpResponse<String> response = get("/metrics");
        assertThat(response.body()).contains("slipstream_segments_total 1.0", "jvm_memory_used_bytes");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @Test
    void shouldSayWhichSettingToChangeWhenThePortIsInUse() {
        server.start();
        Config taken = Config.defaults().with(CommonSettings.MANAGEMENT_PORT, server.port());
        ManagementServer second = new ManagementServer(taken, vertx, metrics, List.of());
        assertThatThrownBy(second::start)
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("management.port");
        assertThat(second.healthy()).isFalse();
        second.close();
    }

    @Test
    void shouldStartAndCloseTwiceWithoutHarm() {
        server.start();
        server.start();
        server.close();
        server.close();
        assertThat(server.healthy()).isFalse();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class Part implements Service {

        private volatile boolean ready;

        @Override
        public String name() {
            return "part";
        }

        @Override
        public void start() {}

        @Override
        public void close() {}

        @Override
        public boolean healthy() {
            return true;
        }

        @Override
        public boolean ready() {
            return ready;
        }
    }
}
