package io.slipstream.runtime.http;

import io.slipstream.runtime.lifecycle.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on one address; its start returns once it listens. */
public final class HttpEndpoint implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final long PATIENCE_SECONDS = 5;

    private final String name;
    private final Vertx vertx;
    private final String host;
    private final int port;
    private final String portSetting;
    private final Router router;
    private volatile @Nullable HttpServer server;

    /**
     * Creates an endpoint; nothing listens yet.
     *
     * @param name role
     * @param vertx stays the caller's to close
     * @param host address to listen on
     * @param port port to listen on, 0 for a free one
     * @param portSetting key of the setting that names the port, for the error when it is taken
     * @param router what it serves
     */
    public HttpEndpoint(String name, Vertx vertx, String host, int port, String portSetting, Router router) {
        this.name = name;
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.portSetting = portSetting;
        this.router = router;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        HttpServer created =
                vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port));
        try {
            join(created.requestHandler(router).listen().toCompletionStage().toCompletableFuture());
        } catch (CompletionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        }
        server = created;
        LOG.info("{} listens on http://{}:{}", name, host, created.actualPort());
    }

    @Override
    public synchronized void close() {
        HttpServer open = server;
        server = null;
        if (open != null) {
            try {
                join(open.close().toCompletionStage().toCompletableFuture());
            } catch (CompletionException e) {
                LOG.debug("{} did not close cleanly", name, e);
            }
        }
    }

    @Override
    public boolean healthy() {
        return server != null;
    }

    /** The port it listens on, also when a free one was asked for. */
    public int port() {
        HttpServer open = server;
        if (open == null) {
            throw new IllegalStateException(name + " does not listen");
        }
        return open.actualPort();
    }

    private static void join(CompletableFuture<?> future) {
        future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private RuntimeException refused(Throwable cause) {
        if (cause instanceof BindException) {
            return new PortInUseException(
                    String.format(
                            Locale.ROOT,
                            "%s cannot listen on %s:%d (%s). Stop what uses that port, or set %s to another, 0 for a free one.",
                            name,
                            host,
                            port,
                            cause.getMessage(),
                            portSetting),
                    cause);
        }
        return new IllegalStateException(
                String.format(Locale.ROOT, "%s cannot listen on %s:%d", name, host, port), cause);
    }
}
