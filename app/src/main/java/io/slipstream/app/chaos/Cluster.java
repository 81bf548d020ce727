package io.slipstream.app.chaos;

import io.slipstream.app.broker.ClusterNode;
import io.slipstream.app.broker.FreePorts;
import io.slipstream.app.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** The processes of a whole deployment on this machine, and the links from its services to its brokers. Owned by one thread. */
final class Cluster implements AutoCloseable {
    static final String LEARNER = "learner";
    static final String MONITOR = "monitor";
    private static final int BROKERS = 3;
    private static final int SMALL_DISK_BROKER = BROKERS;
    /** Small heaps and little compiling: eight JVMs share this machine with others. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:MaxMetaspaceSize=192m");

    private final ChaosSettings settings;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Child> children = new LinkedHashMap<>();

    Cluster(ChaosSettings settings) {
        this.settings = settings;
        List<Integer> ports = FreePorts.some(4 * BROKERS);
        List<Integer> controllers = ports.subList(0, BROKERS);
        String id = Uuid.randomUuid().toString();
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + settings.folder(), e);
        }
        for (int n = 1; n <= BROKERS; n++) {
            int port = ports.get(BROKERS + n - 1);
            int proxy = ports.get(2 * BROKERS + n - 1);
            int internal = ports.get(3 * BROKERS + n - 1);
            nodes.add(new ClusterNode(n, port, proxy, internal, controllers, id));
            links.put("link-" + n, new Link(proxy, port));
            add("broker-" + n, "-Xmx192m", broker(nodes.get(n - 1)));
        }
        add(LEARNER, "-Xmx384m", service(LEARNER, settings.learner(), Map.of()));
        add(MONITOR, "-Xmx256m", service(MONITOR, settings.monitor(), Map.of()));
        for (int n = 1; n <= settings.actors(); n++) {
            add(
                    "actor-" + n,
                    "-Xmx160m",
                    service("actor", settings.actor(), Map.of("actor.name", "actor-" + n, "actor.seed", "" + n)));
        }
    }

    private List<String> broker(ClusterNode node) {
        Path disk = node.id() == SMALL_DISK_BROKER && settings.smallDisk().isPresent()
                ? settings.smallDisk().get()
                : settings.folder();
        return List.of(
                "broker",
                "--id",
                "" + node.id(),
                "--folder",
                disk.resolve("broker-" + node.id()).toString(),
                "--port",
                "" + node.port(),
                "--advertised-port",
                "" + node.advertisedPort(),
                "--internal-port",
                "" + node.internalPort(),
                "--controllers",
                node.controllers().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--cluster-id",
                node.clusterId());
    }

    private List<String> service(String command, Map<String, String> own, Map<String, String> further) {
        Map<String, String> told = new LinkedHashMap<>(settings.common());
        told.put(
                "bootstrap.servers",
                nodes.stream().map(node -> "127.0.0.1:" + node.advertisedPort()).collect(Collectors.joining(",")));
        told.putAll(own);
        told.putAll(further);
        List<String> arguments = new ArrayList<>(List.of(command));
        told.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private void add(String name, String heap, List<String> arguments) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(heap);
        Path output = settings.folder().resolve(name + ".log");
        children.put(name, new Child(name, JavaCommand.of(flags, arguments), output));
    }

    /** Brokers past all links: what the harness itself reads and writes through. */
    String directServers() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.internalPort()).collect(Collectors.joining(","));
    }

    /** Ports at which brokers talk to one another, by name. */
    Map<String, Integer> internalPorts() {
        return nodes.stream().collect(Collectors.toMap(node -> "broker-" + node.id(), ClusterNode::internalPort));
    }

    /** A process by its name. */
    Child child(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException("there is no process " + name);
        }
        return child;
    }

    /** A link by its name. */
    Link link(String name) {
        Link link = links.get(name);
        if (link == null) {
            throw new IllegalArgumentException("there is no link " + name);
        }
        return link;
    }

    /** All processes. */
    List<Child> all() {
        return List.copyOf(children.values());
    }

    /** Names of processes that begin with a word, of all for an empty one. */
    List<String> names(String beginning) {
        return children.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** Names of links. */
    List<String> linkNames() {
        return List.copyOf(links.keySet());
    }

    /** Name of the broker whose disk is small. */
    static String smallDiskBroker() {
        return "broker-" + SMALL_DISK_BROKER;
    }

    @Override
    public void close() {
        List<Child> reverse = new ArrayList<>(children.values());
        Collections.reverse(reverse);
        reverse.forEach(Child::close);
        links.values().forEach(Link::close);
    }
}
