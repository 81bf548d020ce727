package io.slipstream.app.dependencies;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** The run-time class path, as the build writes it for the launcher. */
final class ClassPath {
    private final Path repository;
    private final List<Library> libraries;

    private ClassPath(Path repository, List<Library> libraries) {
        this.repository = repository;
        this.libraries = libraries;
    }

    /** Reads app/target/classpath.txt, which names folders of the modules and jars of the local repository. */
    static ClassPath read(Path file) throws IOException {
        List<Path> jars = Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> !path.toString().contains("io/slipstream"))
                .filter(path -> !path.getFileName().toString().startsWith("slipstream-"))
                .toList();
        Path jspecify = jars.stream()
                .filter(path -> path.toString().contains("org/jspecify/jspecify/"))
                .findFirst()
                .orElseThrow();
        // REPOSITORY/org/jspecify/jspecify/VERSION/JAR
        Path repository = jspecify.getRoot().resolve(jspecify.subpath(0, jspecify.getNameCount() - 5));
        return new ClassPath(
                repository,
                jars.stream()
                        .map(jar -> Library.of(repository, jar))
                        .sorted(Comparator.comparing(Library::name))
                        .toList());
    }

    Path repository() {
        return repository;
    }

    List<Library> libraries() {
        return libraries;
    }

    /** Jars by class, for classes that several jars have. */
    Map<String, Set<String>> duplicates() {
        Map<String, Set<String>> jars = new TreeMap<>();
        for (Library library : libraries) {
            try (JarFile jar = new JarFile(library.jar().toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class")
                                && !name.endsWith("module-info.class")
                                && !name.startsWith("META-INF/"))
                        .forEach(name -> jars.computeIfAbsent(name, any -> new TreeSet<>())
                                .add(library.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        jars.values().removeIf(holders -> holders.size() < 2);
        return jars;
    }
}
