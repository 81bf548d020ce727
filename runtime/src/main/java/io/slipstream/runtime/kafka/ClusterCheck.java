package io.slipstream.runtime.kafka;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Asks the cluster once, before anything starts that would wait for it in silence. */
public final class ClusterCheck {

    private final Config config;
    private final KafkaClients clients;

    /**
     * Creates a check.
     *
     * @param config names the brokers and the time to wait
     */
    public ClusterCheck(Config config) {
        this.config = config;
        this.clients = new KafkaClients(config);
    }

    /**
     * Waits for a broker to answer.
     *
     * @throws BrokerUnavailableException when none does within {@code cluster.timeout}
     */
    public void require() {
        Duration timeout = config.get(CommonSettings.CLUSTER_TIMEOUT);
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        try (Admin admin = clients.admin("slipstream-cluster-check")) {
            try {
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                        .nodes()
                        .get(millis, TimeUnit.MILLISECONDS);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(timeout, e);
        }
    }

    private BrokerUnavailableException unavailable(Duration timeout, Exception cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new BrokerUnavailableException(
                String.format(
                        Locale.ROOT,
                        "no Kafka broker answered at %s within %d s (%s). Start one, or name another with --bootstrap-servers; with TLS or SASL check the kafka.* settings.",
                        config.get(CommonSettings.BOOTSTRAP_SERVERS),
                        timeout.toSeconds(),
                        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()),
                cause);
    }
}
