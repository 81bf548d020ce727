package io.slipstream.app.run;

import io.slipstream.app.broker.EmbeddedTestBroker;
import io.slipstream.app.broker.TestBroker;
import java.nio.file.Path;

/** The whole loop on the embedded broker. */
class ClosedLoopTest extends ClosedLoopSuite {
    @Override
    TestBroker broker(Path folder) {
        return new EmbeddedTestBroker(folder);
    }
}
