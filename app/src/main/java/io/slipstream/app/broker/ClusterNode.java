package io.slipstream.app.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * One broker on the loopback interface, with its controller, and the others of its cluster.
 *
 * @param id number of the node, from 1
 * @param port clients connect here
 * @param advertisedPort port that clients are told: that of a proxy, where there is one
 * @param internalPort brokers talk here to one another, past every proxy; of no meaning in a cluster of one
 * @param controllers ports of all controllers; that of node n is the n-th
 * @param clusterId the same on every node
 */
public record ClusterNode(
        int id, int port, int advertisedPort, int internalPort, List<Integer> controllers, String clusterId) {
    /** Copies the list. */
    public ClusterNode {
        controllers = List.copyOf(controllers);
        if (id < 1 || id > controllers.size()) {
            throw new IllegalArgumentException("node " + id + " is none of " + controllers.size());
        }
    }

    /** A cluster of one. */
    static ClusterNode alone(int port) {
        // Of two: the port is free by now, and one of them may be just that.
        List<Integer> controller = FreePorts.some(2).stream()
                .filter(other -> other != port)
                .limit(1)
                .toList();
        return new ClusterNode(
                1, port, port, port, controller, Uuid.randomUuid().toString());
    }

    /** Port of its own controller. */
    int controllerPort() {
        return controllers.get(id - 1);
    }

    /** Nodes of the cluster. */
    int size() {
        return controllers.size();
    }

    String voters() {
        return IntStream.rangeClosed(1, size())
                .mapToObj(node -> node + "@127.0.0.1:" + controllers.get(node - 1))
                .collect(Collectors.joining(","));
    }
}
