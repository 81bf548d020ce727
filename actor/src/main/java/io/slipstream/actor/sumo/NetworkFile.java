package io.slipstream.actor.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The centre lines of a SUMO network and which leads to which, read from its {@code .net.xml}. */
final class NetworkFile {
    private final Path file;
    /** [lane]: its points. */
    private final Map<String, List<double[]>> shapes = new HashMap<>();
    /** [from edge, a blank, to edge]: the first connection from the one to the other. */
    private final Map<String, Link> links = new HashMap<>();

    /**
     * A connection between edges.
     *
     * @param fromLane index of the lane it leaves
     * @param toLane index of the lane it leads to
     * @param via the lane within the junction; null if the one begins where the other ends
     */
    private record Link(
            String fromLane, String toLane, @Nullable String via) {}

    /**
     * Reads a network.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is none, saying where
     */
    NetworkFile(Path file) throws IOException {
        this.file = file;
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    read(xml);
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(file + " is no network of SUMO: " + e.getMessage(), e);
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no lanes; make it with netconvert or netgenerate");
        }
    }

    /** One that opens nothing but the file itself. */
    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void read(XMLStreamReader xml) {
        String name = xml.getLocalName();
        if (name.equals("lane")) {
            shapes.put(attribute(xml, "id"), points(attribute(xml, "shape")));
        } else if (name.equals("connection")) {
            String ends = attribute(xml, "from") + " " + attribute(xml, "to");
            links.putIfAbsent(
                    ends,
                    new Link(attribute(xml, "fromLane"), attribute(xml, "toLane"), xml.getAttributeValue(null, "via")));
        }
    }

    private String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw new IllegalArgumentException(file + ", line "
                    + xml.getLocation().getLineNumber() + ": <" + xml.getLocalName() + "> has no " + name);
        }
        return value;
    }

    private List<double[]> points(String shape) {
        List<double[]> points = new ArrayList<>();
        for (String point : shape.strip().split("\\s+")) {
            String[] numbers = point.split(",");
            try {
                points.add(new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])});
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(file + ": '" + point + "' is no point of a shape", e);
            }
        }
        return points;
    }

    /**
     * The centre line along some edges, junctions included.
     *
     * @param edges one after the other, at least two
     * @param before how far before the end of the first edge it begins, m
     * @param behind how far behind the beginning of the last edge it ends, m
     * @throws IllegalArgumentException if an edge leads to none of the next one's lanes
     */
    CentreLine centreLine(List<String> edges, double before, double behind) {
        if (edges.size() < 2) {
            throw new IllegalArgumentException(
                    file + ": a route for the ego vehicle has to lead over two edges or more, not " + edges);
        }
        CentreLine line = new CentreLine();
        Link first = link(edges.get(0), edges.get(1));
        line.addLast(lane(edges.get(0) + "_" + first.fromLane), before);
        Link entering = first;
        for (int i = 1; i < edges.size(); i++) {
            entering = link(edges.get(i - 1), edges.get(i));
            addInner(line, entering, edges.get(i));
            List<double[]> lane = lane(edges.get(i) + "_" + entering.toLane);
            if (i < edges.size() - 1) {
                line.add(lane);
            } else {
                line.addFirst(lane, behind);
            }
        }
        return line;
    }

    private void addInner(CentreLine line, Link entering, String to) {
        String via = entering.via;
        // A turn may wait in the middle of a junction: its inner lane is followed by another one.
        for (int part = 0; via != null && part < 4; part++) {
            line.add(lane(via));
            Link on = links.get(via.substring(0, via.lastIndexOf('_')) + " " + to);
            via = on == null ? null : on.via;
        }
    }

    private Link link(String from, String to) {
        Link link = links.get(from + " " + to);
        if (link == null) {
            throw new IllegalArgumentException(file + ": no lane leads from edge " + from + " to edge " + to
                    + "; name edges that follow each other");
        }
        return link;
    }

    private List<double[]> lane(String id) {
        List<double[]> shape = shapes.get(id);
        if (shape == null) {
            throw new IllegalArgumentException(file + " has no lane " + id);
        }
        return shape;
    }
}
