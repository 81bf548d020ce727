package io.slipstream.app.chaos;

import io.slipstream.app.broker.EmbeddedTestBroker;
import io.slipstream.app.broker.TestBroker;
import java.nio.file.Path;

/** An upgrade on the embedded broker. */
class RollingRestartTest extends RollingRestartSuite {
    @Override
    TestBroker broker(Path folder) {
        return new EmbeddedTestBroker(folder);
    }
}
