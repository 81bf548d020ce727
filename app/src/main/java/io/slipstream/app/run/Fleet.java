package io.slipstream.app.run;

import io.slipstream.actor.ActorService;
import io.slipstream.learner.LearnerService;
import io.slipstream.monitor.MonitorService;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.http.ManagementServer;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.lifecycle.ServiceGroup;
import io.slipstream.runtime.metrics.Metrics;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of this process with what they share: event loop, meters and the management port. */
public final class Fleet implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final long VERTX_PATIENCE_SECONDS = 2;

    /** A service that can run alone or beside the others. */
    public enum Role {
        LEARNER,
        MONITOR,
        ACTOR
    }

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final List<Service> roles = new ArrayList<>();
    private final ManagementServer management;
    private final ServiceGroup group;
    private Optional<MonitorService> monitor = Optional.empty();

    /**
     * Puts services together; nothing runs yet.
     *
     * @param config of all of them
     * @param wanted in the order to start them; an actor wants a learner before it, which publishes the first version
     */
    public Fleet(Config config, List<Role> wanted) {
        for (Role role : wanted) {
            roles.add(make(role, config));
        }
        management = new ManagementServer(config, vertx, metrics, roles);
        List<Service> all = new ArrayList<>();
        // First, so that its port can be asked while the others start.
        all.add(management);
        all.addAll(roles);
        group = new ServiceGroup("fleet", all);
    }

    private Service make(Role role, Config config) {
        return switch (role) {
            case LEARNER -> new LearnerService(config, metrics.registry(), Clock.systemUTC());
            case ACTOR -> new ActorService(config, metrics.registry(), Clock.systemUTC());
            case MONITOR -> {
                MonitorService service = new MonitorService(config, vertx, metrics.registry());
                monitor = Optional.of(service);
                yield service;
            }
        };
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public void start() {
        group.start();
    }

    @Override
    public void close() {
        group.close();
        metrics.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(VERTX_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the event loop did not close in time", e);
        }
    }

    @Override
    public boolean healthy() {
        return group.healthy();
    }

    /** Names of the services that have failed. */
    public List<String> failed() {
        return roles.stream().filter(role -> !role.healthy()).map(Service::name).toList();
    }

    /** Port of health checks and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Port of the live page, when the monitor runs here. */
    public Optional<Integer> webPort() {
        return monitor.map(MonitorService::webPort);
    }
}
