package io.slipstream.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.monitor.alarm.AlarmAgent;
import io.slipstream.monitor.alarm.AlarmRules;
import io.slipstream.monitor.alarm.AlarmWebhook;
import io.slipstream.monitor.topology.MonitorMetrics;
import io.slipstream.monitor.topology.MonitorTopology;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.monitor.web.Dashboard;
import io.slipstream.monitor.web.FleetMeters;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.lifecycle.AgentRunner;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.lifecycle.WorkFolder;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Alarm;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** The monitor: the topology that judges windows and decides, and the live page. Composition root of the module. */
public final class MonitorService implements Service {
    /** Defaults for the topology's clients, which the user's {@code kafka.*} settings override. */
    private static final Map<String, Object> PROPERTIES = Map.of(
            // A monitor that was killed is replaced after so long.
            "consumer.session.timeout.ms", 10_000,
            "consumer.heartbeat.interval.ms", 2_000,
            // The first batches of a transaction on a partition must not overtake each other: the broker refuses them
            // loudly.
            "producer.max.in.flight.requests.per.connection", 1);

    private final Config config;
    private final KafkaClients clients;
    private final StreamsService streams;
    private final Dashboard dashboard;
    private final AgentRunner alarms;

    /**
     * Puts the monitor together; nothing runs yet.
     *
     * @param config the process' configuration
     * @param vertx stays the caller's to close
     * @param meters where the monitor counts
     */
    public MonitorService(Config config, Vertx vertx, MeterRegistry meters) {
        this.config = config;
        MonitorSettings settings = MonitorSettings.of(config);
        clients = new KafkaClients(config);
        MonitorMetrics metrics = new MonitorMetrics(meters);
        streams = streams(settings, metrics);
        dashboard = new Dashboard(
                vertx,
                settings.webHost(),
                settings.webPort(),
                settings.fleet(),
                settings.applicationId(),
                clients,
                metrics::stepsCounted,
                new FleetMeters(meters),
                settings.webToken(),
                streams);
        alarms = new AgentRunner(
                "monitor-alarms",
                new AlarmAgent(
                        clients,
                        settings.fleet(),
                        AlarmRules.read(config.get(MonitorSettings.ALARM_RULES)),
                        webhook(config),
                        Clock.systemUTC()));
    }

    private static Consumer<Alarm> webhook(Config config) {
        return config.get(MonitorSettings.ALARM_WEBHOOK)
                .<Consumer<Alarm>>map(address -> new AlarmWebhook(address(address)))
                .orElse(alarm -> {});
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as any other text that is no address.
        }
        throw ConfigException.of(
                "alarms.webhook has to be an address such as http://127.0.0.1:9000/alarms, not " + text);
    }

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public void start() {
        new ClusterCheck(config).require();
        try (Admin admin = clients.admin("slipstream-monitor-topics")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
        // A port in use shall be told before anything is processed.
        dashboard.start();
        streams.start();
        alarms.start();
    }

    @Override
    public void close() {
        alarms.close();
        dashboard.close();
        streams.close();
    }

    @Override
    public boolean healthy() {
        return streams.healthy() && dashboard.healthy() && alarms.healthy();
    }

    @Override
    public boolean ready() {
        return streams.ready() && dashboard.ready();
    }

    /** The port of the live page. */
    public int webPort() {
        return dashboard.port();
    }

    private StreamsService streams(MonitorSettings settings, MonitorMetrics metrics) {
        WorkFolder.require(settings.stateFolder(), MonitorSettings.STATE_FOLDER.key());
        Properties properties = clients.streamsProperties(settings.applicationId(), settings.stateFolder());
        properties.putAll(MonitorTopology.streamsSettings());
        // Streams sets this itself and complains, at level error, about everybody else who does.
        properties.remove("consumer.allow.auto.create.topics");
        PROPERTIES.forEach(properties::putIfAbsent);
        WireFormat wire = WireFormat.avro(config.get(CommonSettings.RECORDS_MAX_BYTES));
        Topology topology = MonitorTopology.build(settings.topology(), wire, metrics, properties);
        return new StreamsService(topology, properties);
    }

    /** The parts, for checks of their health one by one. */
    public List<Service> parts() {
        return List.of(streams, dashboard);
    }
}
