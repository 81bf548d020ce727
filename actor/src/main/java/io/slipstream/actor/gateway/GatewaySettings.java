package io.slipstream.actor.gateway;

import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.Spaces;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway is told.
 *
 * @param host address to listen on
 * @param port of the framed protocol, 0 for a free one
 * @param webSocketPort of the framed protocol over WebSockets, 0 for a free one
 * @param actPort of {@code POST /v1/act}, 0 for a free one
 * @param socket Unix socket of the framed protocol, beside the port
 * @param token what clients have to show; empty only on loopback
 * @param spaces what the fleet's model sees and does: a client with others is refused
 * @param patience how long a step waits for an answer before the fleet drives on without it
 * @param silence a client that has not been heard of for so long is dropped
 * @param answerTimeout a client that owes an answer for so long is dropped, whatever else it sends
 * @param maxFrame most bytes of a frame
 */
public record GatewaySettings(
        String host,
        int port,
        int webSocketPort,
        int actPort,
        Optional<Path> socket,
        String token,
        Spaces spaces,
        Duration patience,
        Duration silence,
        Duration answerTimeout,
        int maxFrame) {
    /** Address. */
    public static final Setting<String> HOST = new Setting<>(
            "actor.gateway.host",
            SettingType.text(),
            "127.0.0.1",
            "Address that the gateway listens on; any but loopback needs actor.gateway.token.");

    /** Port. */
    public static final Setting<Integer> PORT = new Setting<>(
            "actor.gateway.port",
            SettingType.integer(0, 65_535),
            7400,
            "Port where remote environments connect, of the domain gateway; 0 for a free one.");

    /** Port of WebSockets. */
    public static final Setting<Integer> WEB_SOCKET_PORT = new Setting<>(
            "actor.gateway.websocket-port",
            SettingType.integer(0, 65_535),
            7402,
            "Port where remote environments connect by WebSocket, at " + WebSocketGateway.PATH
                    + ", of the domain gateway; 0 for a free one.");

    /** Port of policy serving. */
    public static final Setting<Integer> ACT_PORT = new Setting<>(
            "actor.gateway.act-port",
            SettingType.integer(0, 65_535),
            7401,
            "Port of POST /v1/act, of the domain gateway; 0 for a free one.");

    /** Unix socket. */
    public static final Setting<Optional<Path>> SOCKET = new Setting<>(
            "actor.gateway.socket",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Unix socket where remote environments connect, beside the port.");

    /** Token. */
    public static final Setting<String> TOKEN = new Setting<>(
            "actor.gateway.token",
            SettingType.text(),
            "",
            "What remote environments have to show; empty lets in everybody who can reach a loopback address.");

    /** Features of an observation. */
    public static final Setting<Integer> OBSERVATION_SIZE = new Setting<>(
            "actor.gateway.observation-size",
            SettingType.integer(1, 65_536),
            64,
            "Features of an observation of remote environments, as the model reads them.");

    /** Actions. */
    public static final Setting<Integer> ACTIONS = new Setting<>(
            "actor.gateway.actions",
            SettingType.integer(2, Spaces.MOST_ACTIONS),
            15,
            "Discrete actions of remote environments, as the model takes them.");

    /** Step. */
    public static final Setting<Double> STEP_SECONDS = new Setting<>(
            "actor.gateway.step-seconds",
            SettingType.decimal(1e-6, 3600),
            0.1,
            "Time that a step of remote environments stands for, s.");

    /** Patience. */
    public static final Setting<Duration> PATIENCE = new Setting<>(
            "actor.gateway.patience",
            SettingType.duration(),
            Duration.ofSeconds(1),
            "How long a step waits for a remote environment; then the fleet drives on and its open episode is not recorded.");

    /** Silence. */
    public static final Setting<Duration> SILENCE = new Setting<>(
            "actor.gateway.silence",
            SettingType.duration(),
            Duration.ofSeconds(5),
            "A remote environment that sends nothing for so long, not even a heartbeat, is dropped.");

    /** Answers. */
    public static final Setting<Duration> ANSWER_TIMEOUT = new Setting<>(
            "actor.gateway.answer-timeout",
            SettingType.duration(),
            Duration.ofSeconds(60),
            "A remote environment that owes an observation for so long is dropped, heartbeats or not.");

    /** Frames. */
    public static final Setting<Integer> MAX_FRAME = new Setting<>(
            "actor.gateway.max-frame",
            SettingType.integer(1024, 1 << 28),
            1 << 22,
            "Most bytes of a frame or a request; a client that sends more is dropped.");

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                HOST,
                PORT,
                WEB_SOCKET_PORT,
                ACT_PORT,
                SOCKET,
                TOKEN,
                OBSERVATION_SIZE,
                ACTIONS,
                STEP_SECONDS,
                PATIENCE,
                SILENCE,
                ANSWER_TIMEOUT,
                MAX_FRAME);
    }

    /** The settings in a configuration. */
    public static GatewaySettings from(Config config) {
        return new GatewaySettings(
                config.get(HOST),
                config.get(PORT),
                config.get(WEB_SOCKET_PORT),
                config.get(ACT_PORT),
                config.get(SOCKET),
                config.get(TOKEN),
                new Spaces(
                        ObservationSpace.ofBody("observation", config.get(OBSERVATION_SIZE)),
                        config.get(ACTIONS),
                        config.get(STEP_SECONDS)),
                config.get(PATIENCE),
                config.get(SILENCE),
                config.get(ANSWER_TIMEOUT),
                config.get(MAX_FRAME));
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "GatewaySettings[" + host + ":" + port + ", " + spaces + "]";
    }
}
