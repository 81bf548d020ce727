package io.slipstream.app.run;

import io.slipstream.app.run.Fleet.Role;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Runs services against a broker until it is asked to stop. */
public final class ServiceHost {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Config config;
    private final List<Role> roles;

    /**
     * A host that has not begun.
     *
     * @param config of all its services
     * @param roles services to run, in the order to start them
     */
    public ServiceHost(Config config, List<Role> roles) {
        this.config = config;
        this.roles = List.copyOf(roles);
    }

    /**
     * Checks the broker, makes missing topics, and serves until the stop.
     *
     * @param log takes two lines for people
     * @throws ServiceFailedException when a service fails meanwhile
     */
    public void serve(StopSignal stop, PrintWriter log) {
        new ClusterCheck(config).require();
        try (Admin admin = new KafkaClients(config).admin("slipstream-topics")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
        String names =
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        try (Fleet fleet = new Fleet(config, roles)) {
            fleet.start();
            log.printf(
                    Locale.ROOT,
                    "slipstream: %s running on %s, management on port %d%s; Ctrl-C ends it%n",
                    names,
                    config.get(CommonSettings.BOOTSTRAP_SERVERS),
                    fleet.managementPort(),
                    fleet.webPort()
                            .map(port -> ", live page http://127.0.0.1:" + port + "/")
                            .orElse(""));
            log.flush();
            while (!stop.await(LOOK)) {
                if (!fleet.healthy()) {
                    throw new ServiceFailedException(fleet.failed());
                }
            }
        }
        log.println("slipstream: " + names + " ended");
        log.flush();
    }
}
