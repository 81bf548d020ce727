package io.slipstream.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterCheckTest {

    @Test
    void shouldFailWithinItsTimeWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        expectRefusal("127.0.0.1:" + port);
    }

    @Test
    void shouldFailWithinItsTimeWhenTheListenerIsNoBroker() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expectRefusal("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void shouldExplainAnAddressThatIsNone() {
        expectRefusal("no-port");
    }

    private static void expectRefusal(String servers) {
        Config config = Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, servers)
                .with(CommonSettings.CLUSTER_TIMEOUT, Duration.ofSeconds(1));
        long begin = System.nanoTime();
        assertThatThrownBy(new ClusterCheck(config)::require)
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining(servers)
                .hasMessageContaining("--bootstrap-servers");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    }
}
