package io.slipstream.app.broker;

import java.nio.file.Path;
import java.util.List;

/** The embedded broker of {@code slipstream run}, in the process of the test. */
public final class EmbeddedTestBroker implements TestBroker {
    private final Path folder;
    private EmbeddedBroker broker;

    /**
     * Starts it.
     *
     * @param folder where it keeps its data
     */
    public EmbeddedTestBroker(Path folder) {
        this.folder = folder;
        broker = started(folder);
    }

    private static EmbeddedBroker started(Path folder) {
        EmbeddedBroker broker = new EmbeddedBroker(folder, 0);
        broker.start();
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void restart() {
        broker.close();
        broker = started(folder);
    }

    @Override
    public List<String> logAtRest() {
        broker.close();
        return List.of("--data-dir", folder.toString());
    }

    @Override
    public void close() {
        broker.close();
    }
}
