package io.slipstream.app.broker;

import java.nio.file.Path;

/** The runtime's clients on the embedded broker. */
class RuntimeOnBrokerTest extends RuntimeSuite {
    @Override
    TestBroker broker(Path folder) {
        return new EmbeddedTestBroker(folder);
    }
}
