package io.slipstream.actor.gateway;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.Spaces;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actions over real HTTP, from a rollout that records what comes of them. */
@Timeout(60)
class ActEndpointTest {
    private static final int T = 4;
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 2, 3, List.of(FeatureGroup.of("all", 0, 2, FeatureGroup.Role.BODY)));

    private final GatewayDomain gateway = new GatewayDomain(
            new GatewaySettings(
                    "127.0.0.1",
                    0,
                    0,
                    0,
                    Optional.empty(),
                    "secret",
                    new Spaces(ObservationSpace.ofBody("all", 2), 3, 0.1),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    1024),
            2,
            Conditions.of("serve", "C0"),
            new SimpleMeterRegistry());
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final List<FinishedEpisode> episodes = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean ends;
    private final Thread driving = new Thread(this::drive);

    @BeforeEach
    void start() throws InterruptedException {
        driving.start();
        begun.await();
    }

    private void drive() {
        try (ActingSession session = new ActingSession(ModelWeights.initial(SPEC, 1), 2, 2)) {
            Rollout rollout = new Rollout(
                    gateway.environments(Conditions.of("serve", "C0"), 2, 1),
                    session,
                    SPEC,
                    T,
                    segments::add,
                    episodes::add);
            begun.countDown();
            while (!ends) {
                rollout.tick();
            }
            rollout.close();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        ends = true;
        gateway.close();
        driving.join();
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.actPort() + path))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> act(String body) throws IOException, InterruptedException {
        return post("/v1/act", "secret", body);
    }

    private static String observation(int t, String more) {
        return "{\"environment\":\"car\",\"observation\":[" + t / 100.0 + ",0.5],\"reward\":" + Math.min(t, 1) + more
                + "}";
    }

    @Test
    void shouldActAndRecordWhatCameOfIt() throws IOException, InterruptedException {
        int[] actions = new int[10];
        for (int t = 0; t < 10; t++) {
            HttpResponse<String> reply = act(observation(t, t == 0 ? ",\"first\":true" : ""));
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            assertThat(reply.body()).containsPattern("\"action\":[012]");
            actions[t] = reply.body().replaceAll(".*\"action\":(\\d).*", "$1").charAt(0) - '0';
        }
        HttpResponse<String> last = act(observation(10, ",\"terminated\":true,\"success\":true"));
        assertThat(last.body()).contains("\"done\":true");

        assertThat(episodes).hasSize(1);
        assertThat(episodes.get(0).report().steps()).isEqualTo(10);
        assertThat(episodes.get(0).report().success()).isTrue();
        // The first whole segments after the episode began hold what was observed and done.
        assertThat(segments).isNotEmpty();
        Segment segment = segments.get(segments.size() - 1);
        int from = Math.round(segment.observations()[0] * 100);
        for (int i = 0; i < T; i++) {
            assertThat(segment.observations()[2 * i]).isEqualTo((from + i) / 100f);
            assertThat(segment.actions()[i]).isEqualTo(actions[from + i]);
        }
    }

    @Test
    void shouldStreamLineByLine() throws IOException, InterruptedException {
        String lines = observation(0, ",\"first\":true") + "\n" + observation(1, "") + "\n"
                + observation(2, ",\"truncated\":true") + "\n";
        HttpResponse<String> reply = post("/v1/act/stream", "secret", lines);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body().strip().lines().toList())
                .hasSize(3)
                .last(as(STRING))
                .contains("done");
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException, InterruptedException {
        assertThat(post("/v1/act", "guess", "{}").statusCode()).isEqualTo(401);
        assertThat(post("/v1/else", "secret", "{}").statusCode()).isEqualTo(404);
        assertThat(act("no json").statusCode()).isEqualTo(400);
        assertThat(act("{\"environment\":\"car\",\"observation\":[1]}").body()).contains("of 2 numbers");
        assertThat(act(observation(3, "")).body()).contains("\\\"first\\\": true");
        assertThat(act(observation(3, "")).statusCode()).isEqualTo(409);
        assertThat(act("x".repeat(2000)).statusCode()).isEqualTo(413);
        assertThat(gateway.counted(Incident.WRONG_TOKEN)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnEpisodeThatBeginsTwice() throws IOException, InterruptedException {
        act(observation(0, ",\"first\":true"));
        HttpResponse<String> again = act(observation(0, ",\"first\":true"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(gateway.counted(Incident.IMPOSSIBLE_EPISODE)).isEqualTo(1);
        // It may begin anew.
        assertThat(act(observation(0, ",\"first\":true")).statusCode()).isEqualTo(200);
    }
}
