package io.slipstream.app.cli;

import io.slipstream.app.broker.ClusterNode;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.run.StopSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipstream broker}: one broker of a cluster on this machine, for the harness that kills it. */
@Command(
        name = "broker",
        hidden = true,
        description = "Runs one broker of a cluster on this machine; chaos starts three of them.")
final class BrokerCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--id", required = true, description = "Number of the node, from 1.")
    private int id;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Where it keeps its data.")
    private Path folder = Path.of("");

    @Option(names = "--port", required = true, description = "Clients connect here.")
    private int port;

    @Option(names = "--advertised-port", required = true, description = "Port that clients are told.")
    private int advertisedPort;

    @Option(names = "--internal-port", required = true, description = "Brokers connect here.")
    private int internalPort;

    @Option(names = "--controllers", required = true, split = ",", description = "Ports of all controllers, in order.")
    private List<Integer> controllers = List.of();

    @Option(names = "--cluster-id", required = true, description = "The same on every node.")
    private String clusterId = "";

    @Override
    public Integer call() {
        standard.applyLogging();
        ClusterNode node = new ClusterNode(id, port, advertisedPort, internalPort, controllers, clusterId);
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker = new EmbeddedBroker(folder, node)) {
            broker.start();
            stop.await();
        }
        return 0;
    }
}
