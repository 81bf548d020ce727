package io.slipstream.app.dependencies;

import java.nio.file.Path;

/**
 * A library on the run-time class path.
 *
 * @param group of Maven's coordinates
 * @param artifact of Maven's coordinates
 * @param version of Maven's coordinates
 * @param jar in the local repository
 */
record Library(String group, String artifact, String version, Path jar) {
    private static final int VERSION_FOLDER = 1;
    private static final int ARTIFACT_FOLDER = 2;
    private static final int GROUP_FOLDER = 3;

    /** From where a jar lies: REPOSITORY/GROUP/.../ARTIFACT/VERSION/JAR. */
    static Library of(Path repository, Path jar) {
        Path place = repository.relativize(jar);
        int names = place.getNameCount();
        Path group = place.subpath(0, names - GROUP_FOLDER);
        return new Library(
                group.toString().replace('/', '.'),
                place.getName(names - 1 - ARTIFACT_FOLDER).toString(),
                place.getName(names - 1 - VERSION_FOLDER).toString(),
                jar);
    }

    String name() {
        return group + ":" + artifact;
    }

    Path pom() {
        return jar.resolveSibling(artifact + "-" + version + ".pom");
    }
}
