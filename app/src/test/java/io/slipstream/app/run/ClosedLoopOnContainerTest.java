package io.slipstream.app.run;

import io.slipstream.app.broker.ContainerBroker;
import io.slipstream.app.broker.TestBroker;
import java.nio.file.Path;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The whole loop on Kafka in a container. */
@Testcontainers(disabledWithoutDocker = true)
class ClosedLoopOnContainerTest extends ClosedLoopSuite {
    @Override
    TestBroker broker(Path folder) {
        return new ContainerBroker();
    }
}
