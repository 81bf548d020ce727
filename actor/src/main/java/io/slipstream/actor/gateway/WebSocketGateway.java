package io.slipstream.actor.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framed protocol over WebSockets, for clients behind proxies and in browsers: {@code ws://HOST:PORT/v1/environments}. */
final class WebSocketGateway implements AutoCloseable {
    static final String PATH = "/v1/environments";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketGateway.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Reception reception;
    private final Vertx vertx;
    private final HttpServer server;

    /**
     * Listens from now on.
     *
     * @throws IOException if it cannot
     */
    WebSocketGateway(GatewaySettings settings, Reception reception) throws IOException {
        this.reception = reception;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost(settings.host())
                            .setPort(settings.webSocketPort())
                            .setMaxWebSocketFrameSize(settings.maxFrame())
                            .setMaxWebSocketMessageSize(settings.maxFrame()))
                    .webSocketHandshakeHandler(WebSocketGateway::shakeHands)
                    .webSocketHandler(this::connected)
                    .requestHandler(request -> request.response()
                            .setStatusCode(404)
                            .end("environments connect by WebSocket at " + PATH + "\n"))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
        LOG.info("remote environments can connect to ws://{}:{}{}", settings.host(), port(), PATH);
    }

    private static void shakeHands(ServerWebSocketHandshake handshake) {
        if (handshake.path().equals(PATH)) {
            handshake.accept();
        } else {
            handshake.reject(404);
        }
    }

    private void connected(ServerWebSocket socket) {
        Context loop = vertx.getOrCreateContext();
        reception.welcome(new WebSocketConnection(socket, loop));
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.debug("the WebSockets did not close cleanly", e);
        }
    }
}
