package io.slipstream.actor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.actor.gateway.Frame.Type;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad clients over real sockets, beside a good one that goes on. */
@Timeout(60)
class GatewayTest {
    private static final int PLACES = 3;

    @TempDir
    private Path folder;

    private GatewayDomain gateway;
    private Environment environment;
    private final StepBuffer now = new StepBuffer(PLACES, TestClient.SIZE);

    @BeforeEach
    void open() {
        gateway = domain(settings("127.0.0.1", "secret", Duration.ofSeconds(30), Duration.ofSeconds(30)));
        environment = gateway.environments(Conditions.of("task", "C0"), PLACES, 1);
        environment.reset(ResetRequest.plain(), now);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private GatewaySettings settings(String host, String token, Duration silence, Duration answer) {
        return new GatewaySettings(
                host,
                0,
                0,
                0,
                Optional.of(folder.resolve("gate")),
                token,
                new Spaces(ObservationSpace.ofBody("all", TestClient.SIZE), 3, 0.1),
                Duration.ofMillis(100),
                silence,
                answer,
                4096);
    }

    private static GatewayDomain domain(GatewaySettings settings) {
        return new GatewayDomain(settings, PLACES, Conditions.of("task", "C0"), new SimpleMeterRegistry());
    }

    private void reopen(Duration silence, Duration answer) {
        gateway.close();
        gateway = domain(settings("127.0.0.1", "secret", silence, answer));
        environment = gateway.environments(Conditions.of("task", "C0"), PLACES, 1);
        environment.reset(ResetRequest.plain(), now);
    }

    private void step() {
        environment.step(new int[] {2, 1, 0}, now);
    }

    /** Steps until an environment's first observation is there. */
    private void begun(int place) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            step();
            return now.flags[place] == StepBuffer.FIRST;
        });
    }

    /** A client that has joined and whose episode has begun at place 0. */
    private TestClient good() throws IOException {
        TestClient client = TestClient.named("good", gateway);
        Frame reset = client.await(Type.RESET);
        client.observe(reset.sequence(), 1, 0.25f, 0.5f);
        begun(0);
        return client;
    }

    /** The good client answers one step, to show that the fleet drives on. */
    private void drivesOn(TestClient good, float value) throws IOException {
        Thread stepping = new Thread(this::step);
        stepping.start();
        Frame act = good.await(Type.ACT);
        good.observe(act.sequence(), 0, value, 0);
        join(stepping);
        assertThat(act.payload()).containsExactly(2);
        assertThat(now.observations[0]).isEqualTo(value);
        assertThat(now.rewards[0]).isEqualTo(1f);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void counted(Incident incident, int times) {
        await().untilAsserted(() -> assertThat(gateway.counted(incident)).isEqualTo(times));
    }

    @Test
    void shouldHoldAnEpisodeInLockStep() throws IOException {
        try (TestClient client = good()) {
            assertThat(now.observations[0]).isEqualTo(0.25f);
            assertThat(now.observations[2]).isNaN();
            drivesOn(client, 0.75f);
            Thread stepping = new Thread(this::step);
            stepping.start();
            Frame act = client.await(Type.ACT);
            client.observe(act.sequence(), 6, 1, 0);
            join(stepping);
            assertThat(now.finishedCount()).isEqualTo(1);
            assertThat(environment.report(0).steps()).isEqualTo(2);
            assertThat(environment.report(0).episodeReturn()).isEqualTo(2);
            assertThat(environment.report(0).terminated()).isTrue();
            assertThat(environment.report(0).outcome()).isEqualTo("TERMINATED");
        }
        counted(Incident.VANISHED, 1);
    }

    @Test
    void shouldServeAUnixSocketToo() throws IOException {
        try (TestClient client = TestClient.to(UnixDomainSocketAddress.of(folder.resolve("gate")))
                .hello("local", "secret", 2, TestClient.SIZE, 3)) {
            assertThat(client.await(Type.RESET).text()).contains("\"task\":\"task\"", "\"seed\":");
        }
    }

    private TestClient webSocket() throws IOException {
        return TestClient.over(WebSocketChannel.to(gateway.webSocketPort(), WebSocketGateway.PATH));
    }

    @Test
    void shouldServeAWebSocketTooWhateverMessagesItsBytesComeIn() throws IOException {
        try (TestClient client = webSocket().hello("web", "secret", 1, TestClient.SIZE, 3)) {
            client.observe(client.await(Type.RESET).sequence(), 1, 0.25f, 0.5f);
            begun(0);
            for (int t = 1; t <= 20; t++) {
                drivesOn(client, t / 100f);
            }
        }
        counted(Incident.VANISHED, 1);
    }

    @Test
    void shouldSayWhyItRefusesAWebSocket() throws IOException {
        try (TestClient client = webSocket().hello("web", "guess", 1, TestClient.SIZE, 3)) {
            assertThat(client.lastWords()).contains("actor.gateway.token");
        }
        counted(Incident.WRONG_TOKEN, 1);
        assertThatIOException()
                .as("nothing else is served there")
                .isThrownBy(() -> WebSocketChannel.to(gateway.webSocketPort(), "/elsewhere"));
    }

    @Test
    void shouldDropAWebSocketThatSendsMoreThanIsRead() throws IOException {
        ByteBuffer huge = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 1 << 30);
        try (TestClient client = webSocket().raw(huge)) {
            assertThat(client.lastWords()).contains("at most 4096");
        }
        counted(Incident.TOO_LARGE, 1);
    }

    @Test
    void shouldLeaveNothingBoundWhenItCannotListenEverywhere() throws IOException {
        GatewaySettings taken = settings("127.0.0.1", "secret", Duration.ofSeconds(9), Duration.ofSeconds(9));
        Path nowhere = folder.resolve("no/such/folder/gate");
        int free = freePort();
        GatewaySettings broken = new GatewaySettings(
                taken.host(),
                free,
                0,
                0,
                Optional.of(nowhere),
                taken.token(),
                taken.spaces(),
                taken.patience(),
                taken.silence(),
                taken.answerTimeout(),
                taken.maxFrame());

        assertThatIllegalArgumentException().isThrownBy(() -> domain(broken)).withMessageContaining("cannot listen");

        try (ServerSocket again = new ServerSocket()) {
            again.bind(new InetSocketAddress("127.0.0.1", free));
            assertThat(again.isBound()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldRefuseAWrongToken() throws IOException {
        try (TestClient good = good();
                TestClient client = TestClient.to(gateway).hello("x", "guess", 1, TestClient.SIZE, 3)) {
            assertThat(client.lastWords()).contains("token").doesNotContain("secret");
            counted(Incident.WRONG_TOKEN, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldRefuseAClientThatFitsNoModel() throws IOException {
        try (TestClient good = good();
                TestClient client = TestClient.to(gateway).hello("x", "secret", 1, 7, 3)) {
            assertThat(client.lastWords()).contains("7 features").contains("sees 2 features");
            counted(Incident.WRONG_SPACES, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldDropAClientThatLiesAboutItsSpaces() throws IOException {
        try (TestClient good = good();
                TestClient liar = TestClient.named("liar", gateway)) {
            Frame reset = liar.await(Type.RESET);
            liar.send(new Frame(Type.OBS, reset.sequence(), new byte[5]));
            assertThat(liar.lastWords()).contains("take 13");
            counted(Incident.WRONG_SPACES, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldCountWhatIsNotFiniteAndHandItToTheFence() throws IOException {
        try (TestClient client = good()) {
            Thread stepping = new Thread(this::step);
            stepping.start();
            Frame act = client.await(Type.ACT);
            client.observe(act.sequence(), 0, Float.NaN, 0);
            join(stepping);
            assertThat(now.observations[0]).isNaN();
            counted(Incident.NOT_FINITE, 1);
            drivesOn(client, 0.2f);
        }
    }

    @Test
    void shouldDropDuplicatesAndGoOn() throws IOException {
        try (TestClient client = good()) {
            drivesOn(client, 0.1f);
            client.observe(1, 0, 9, 9);
            counted(Incident.DUPLICATE, 1);
            drivesOn(client, 0.2f);
        }
    }

    @Test
    void shouldDropAClientWhoseFramesAreOutOfOrder() throws IOException {
        try (TestClient good = good();
                TestClient client = TestClient.named("early", gateway)) {
            Frame reset = client.await(Type.RESET);
            client.observe(reset.sequence() + 5, 1, 0, 0);
            assertThat(client.lastWords()).contains("was due");
            counted(Incident.OUT_OF_ORDER, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldDropAClientWhoseEpisodesCannotBe() throws IOException {
        try (TestClient good = good();
                TestClient client = TestClient.named("liar", gateway)) {
            Frame reset = client.await(Type.RESET);
            client.observe(reset.sequence(), 4, 0, 0);
            assertThat(client.lastWords()).contains("an episode begins");
            counted(Incident.IMPOSSIBLE_EPISODE, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldDriveOnWithoutAClientThatIsLateAndDropOneThatNeverAnswers() throws IOException {
        reopen(Duration.ofSeconds(30), Duration.ofSeconds(1));
        try (TestClient good = good()) {
            step();
            assertThat(now.observations[0]).isNaN();
            counted(Incident.LATE, 1);
            await().untilAsserted(() -> {
                step();
                assertThat(gateway.counted(Incident.NO_ANSWER)).isEqualTo(1);
            });
            assertThat(good.lastWords()).contains("no observation");
        }
    }

    @Test
    void shouldDropAClientOfWhichNothingIsHeard() throws IOException {
        reopen(Duration.ofSeconds(3), Duration.ofSeconds(30));
        try (TestClient client = good();
                TestClient stranger = TestClient.to(gateway)) {
            assertThat(client.lastWords()).contains("nothing was heard");
            // The one that never said hello counts, too.
            counted(Incident.SILENT, 2);
            assertThat(stranger.lastWords()).isNotNull();
        }
    }

    @Test
    void shouldDiscardAnEpisodeWhoseClientVanishesAndTakeItBackLater() throws IOException {
        TestClient first = good();
        first.close();
        counted(Incident.VANISHED, 1);
        step();
        assertThat(now.observations[0]).isNaN();
        assertThat(now.finishedCount()).isZero();
        try (TestClient again = good()) {
            assertThat(environment.episode(0)).isEqualTo(1);
            drivesOn(again, 0.3f);
        }
    }

    @Test
    void shouldLetANewerConnectionTakeThePlaceOfTheOlder() throws IOException {
        try (TestClient older = good();
                TestClient newer = good()) {
            assertThat(older.lastWords()).contains("newer connection");
            counted(Incident.FENCED, 1);
            drivesOn(newer, 0.3f);
        }
    }

    @Test
    void shouldRefuseMoreThanThereIsRoomFor() throws IOException {
        try (TestClient good = good();
                TestClient big = TestClient.to(gateway).hello("big", "secret", PLACES, TestClient.SIZE, 3)) {
            assertThat(big.lastWords()).contains("actor.environments");
            counted(Incident.FULL, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldDropGarbage() throws IOException {
        try (TestClient good = good();
                TestClient noise = TestClient.to(gateway)) {
            ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(20).put((byte) 99);
            noise.raw(bytes.rewind());
            assertThat(noise.lastWords()).contains("type 99");
            counted(Incident.GARBAGE, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldNotReadAHugeFrame() throws IOException {
        try (TestClient good = good();
                TestClient giant = TestClient.to(gateway)) {
            giant.raw(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(Integer.MAX_VALUE)
                    .flip());
            assertThat(giant.lastWords()).contains("at most 4096");
            counted(Incident.TOO_LARGE, 1);
            drivesOn(good, 0.1f);
        }
    }

    @Test
    void shouldTellOfOtherConditionsAndHoldThemFromTheNextEpisodeOn() throws IOException {
        try (TestClient client = good()) {
            environment.change(Conditions.of("task", "LONG"));
            assertThat(client.await(Type.CONDITIONS).text()).contains("LONG");
            assertThat(environment.conditions(0).shift()).isEqualTo("C0");
            Frame last = exchange(client, 2);
            assertThat(last.type()).isEqualTo(Type.ACT);
            assertThat(environment.report(0).conditions().shift()).isEqualTo("C0");
            exchange(client, 1);
            assertThat(environment.conditions(0).shift()).isEqualTo("LONG");
        }
    }

    private Frame exchange(TestClient client, int flags) throws IOException {
        Thread stepping = new Thread(this::step);
        stepping.start();
        Frame act = client.await(Type.ACT);
        client.observe(act.sequence(), flags, 0, 0);
        join(stepping);
        return act;
    }

    @Test
    void shouldNotListenToTheWorldWithoutAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain(settings("0.0.0.0", "", Duration.ofSeconds(5), Duration.ofSeconds(5))))
                .withMessageContaining("actor.gateway.token");
    }
}
