package io.slipstream.app.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the two ways to make an image say: app/pom.xml for the one without a Docker engine, compose/Dockerfile for the other. */
final class ImageFiles {
    static final Path DOCKERFILE = Path.of("..", "compose", "Dockerfile");

    private ImageFiles() {}

    /** By service, the jars that app/pom.xml leaves out of its image, as globs. */
    static Map<String, List<String>> leftOut() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        Map<String, List<String>> images = new LinkedHashMap<>();
        for (Element plugin : elements(project, "plugin")) {
            if (text(plugin, "artifactId").equals("jib-maven-plugin")) {
                for (Element execution : elements(plugin, "execution")) {
                    images.put(
                            text(execution, "id"),
                            elements(execution, "glob").stream()
                                    .map(Element::getTextContent)
                                    .toList());
                }
            }
        }
        return images;
    }

    /** By stage of compose/Dockerfile, its lines. */
    static Map<String, List<String>> stages() {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : DeploymentFiles.read(DOCKERFILE).lines().toList()) {
            if (line.startsWith("FROM ")) {
                lines = new ArrayList<>();
                stages.put(line.substring(line.lastIndexOf(' ') + 1), lines);
            }
            lines.add(line);
        }
        return stages;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }
}
