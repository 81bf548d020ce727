package io.slipstream.app.dependencies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Licences as the libraries' own POMs state them, or those of their parents. */
final class Licences {
    private final Path repository;

    Licences(Path repository) {
        this.repository = repository;
    }

    /** SPDX-like names, joined by OR; empty when nothing is stated. */
    String of(Library library) throws IOException {
        return of(library.pom());
    }

    private String of(Path pom) throws IOException {
        if (!Files.exists(pom)) {
            return "";
        }
        Element project = parse(pom);
        List<String> found = new ArrayList<>();
        child(project, "licenses")
                .ifPresent(all -> children(all, "license")
                        .forEach(one -> child(one, "name")
                                .ifPresent(name ->
                                        found.add(known(name.getTextContent().strip())))));
        if (!found.isEmpty()) {
            return String.join(" OR ", found.stream().distinct().sorted().toList());
        }
        Optional<Element> parent = child(project, "parent");
        return parent.isPresent() ? of(parentPom(parent.get())) : "";
    }

    private Path parentPom(Element parent) {
        String artifact = text(parent, "artifactId");
        String version = text(parent, "version");
        return repository
                .resolve(text(parent, "groupId").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
    }

    private static String known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("apache")) {
            return "Apache-2.0";
        }
        if (lower.contains("lgpl") || lower.contains("lesser general public")) {
            return "LGPL";
        }
        if (lower.startsWith("gnu general public license")) {
            return "GPL-2.0";
        }
        if (lower.contains("eclipse public") || lower.startsWith("epl")) {
            return lower.contains("1.0") ? "EPL-1.0" : "EPL-2.0";
        }
        if (lower.contains("cc0") || lower.contains("public domain")) {
            return "CC0-1.0";
        }
        if (lower.contains("bsd")) {
            return lower.contains("2-clause") ? "BSD-2-Clause" : "BSD-3-Clause";
        }
        if (lower.equals("mit") || lower.contains("mit license") || lower.contains("mit-0")) {
            return "MIT";
        }
        return lower.equals("go license") ? "BSD-3-Clause" : name;
    }

    private static Element parse(Path pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + pom, e);
        }
    }

    private static String text(Element of, String name) {
        return child(of, name).map(Element::getTextContent).orElse("").strip();
    }

    private static Optional<Element> child(Element of, String name) {
        return children(of, name).stream().findFirst();
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
