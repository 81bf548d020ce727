package io.slipstream.actor.sumo;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Features;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A place to drive: SUMO's two files, and what the ego vehicle is to do there.
 *
 * @param network {@code .net.xml}
 * @param demand {@code .rou.xml}: the other cars, of type {@code car}, and the ego vehicle's routes
 * @param scenario the ego vehicle's routes as a task of the driving world
 * @param routes ids of the same routes in the demand
 */
record SumoMap(Path network, Path demand, Scenario scenario, List<String> routes) {
    /** Routes whose id begins like this are the ego vehicle's. */
    static final String EGO = "ego";

    private static final String LANE_LIMIT = "slipstream.lane-limit";
    private static final double BEFORE = 30;
    private static final double BEHIND = 20;
    private static final double DESIRED_SPEED = 4;
    private static final int MAX_TICKS = 500;

    /** Copies the list. */
    SumoMap {
        routes = List.copyOf(routes);
    }

    /**
     * Reads both files.
     *
     * @throws IOException if one cannot be read
     * @throws IllegalArgumentException if nobody can drive there, saying why
     */
    static SumoMap read(String id, Path network, Path demand) throws IOException {
        NetworkFile lanes = new NetworkFile(network);
        Demand found = Demand.read(demand);
        if (found.egoRoutes.isEmpty()) {
            throw new IllegalArgumentException(demand + " has no route for the ego vehicle; add <route id=\"" + EGO
                    + "0\" edges=\"...\"/> with the edges that it is to follow");
        }
        List<Route> ways = new ArrayList<>();
        found.egoRoutes
                .values()
                .forEach(edges ->
                        ways.add(lanes.centreLine(edges, BEFORE, BEHIND).route()));
        Features features = Features.NONE.withOtherRoutes(ways.subList(1, ways.size()));
        Task task = new Task(id, ways.get(0), List.of(), DESIRED_SPEED, found.laneLimit, MAX_TICKS, features);
        Scenario scenario = new Scenario(task, Shift.NOMINAL, RewardSettings.defaults());
        return new SumoMap(network, demand, scenario, List.copyOf(found.egoRoutes.keySet()));
    }

    /** What of the demand matters here. */
    private static final class Demand {
        final Map<String, List<String>> egoRoutes = new LinkedHashMap<>();
        double laneLimit = 3;

        static Demand read(Path file) throws IOException {
            Demand demand = new Demand();
            try (InputStream in = Files.newInputStream(file)) {
                XMLStreamReader xml = NetworkFile.factory().createXMLStreamReader(in);
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamReader.START_ELEMENT) {
                        demand.take(xml);
                    }
                }
            } catch (XMLStreamException | NumberFormatException e) {
                throw new IllegalArgumentException(file + " is no route file of SUMO: " + e.getMessage(), e);
            }
            return demand;
        }

        private void take(XMLStreamReader xml) {
            String id = xml.getAttributeValue(null, "id");
            String edges = xml.getAttributeValue(null, "edges");
            if (xml.getLocalName().equals("route") && id != null && edges != null && id.startsWith(EGO)) {
                egoRoutes.put(id, List.of(edges.strip().split("\\s+")));
            } else if (LANE_LIMIT.equals(xml.getAttributeValue(null, "key"))) {
                laneLimit = Double.parseDouble(xml.getAttributeValue(null, "value"));
            }
        }
    }
}
