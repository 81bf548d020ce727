package io.slipstream.app.broker;

import java.nio.file.Path;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The runtime's clients on Kafka in a container. */
@Testcontainers(disabledWithoutDocker = true)
class RuntimeOnContainerTest extends RuntimeSuite {
    @Override
    TestBroker broker(Path folder) {
        return new ContainerBroker();
    }
}
