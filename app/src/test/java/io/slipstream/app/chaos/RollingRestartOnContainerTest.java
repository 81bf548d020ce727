package io.slipstream.app.chaos;

import io.slipstream.app.broker.ContainerBroker;
import io.slipstream.app.broker.TestBroker;
import java.nio.file.Path;
import org.testcontainers.junit.jupiter.Testcontainers;

/** An upgrade on Kafka in a container. */
@Testcontainers(disabledWithoutDocker = true)
class RollingRestartOnContainerTest extends RollingRestartSuite {
    @Override
    TestBroker broker(Path folder) {
        return new ContainerBroker();
    }
}
