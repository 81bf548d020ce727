package io.slipstream.app.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page of dependencies is the list of what is allowed: nothing gets onto the run-time class path that somebody has not put there, by
 * {@code -Dtest=DependenciesTest -Dslipstream.write-docs=true} and a commit. Known weak versions are refused by the enforcer in pom.xml.
 */
class DependenciesTest {
    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");
    /** One of several suffices where a library may be taken under any of them. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-1.0", "EPL-2.0", "CC0-1.0");

    private ClassPath classPath;

    @BeforeEach
    void read() throws IOException {
        classPath = ClassPath.read(Path.of("target", "classpath.txt"));
        assumeTrue(
                classPath.libraries().stream()
                        .noneMatch(library -> library.artifact().startsWith("pytorch-native-cu")),
                "the page is of the CPU's natives");
    }

    @Test
    void shouldHaveOnTheClassPathWhatThePageSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("slipstream.write-docs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as(
                        "a dependency came, went or changed; look at it, then write the page (see the comment of this test)")
                .hasContent(page);
    }

    @Test
    void shouldHaveLicencesThatAllowIt() throws IOException {
        Licences licences = new Licences(classPath.repository());
        for (Library library : classPath.libraries()) {
            assertThat(Arrays.asList(licences.of(library).split(" OR ")))
                    .as(library.name())
                    .containsAnyElementsOf(ALLOWED);
        }
    }

    @Test
    void shouldHaveNoClassTwice() {
        assertThat(classPath.duplicates()).isEmpty();
    }

    private String page() throws IOException {
        Licences licences = new Licences(classPath.repository());
        StringBuilder page = new StringBuilder("# Dependencies\n\n");
        page.append(
                        "What is on the run-time class path that others wrote, with licences as their own POMs state them. `DependenciesTest` holds")
                .append(
                        " this page against the class\npath of the build, so that nothing comes in unseen; the bill of materials with hashes is")
                .append(" `app/target/bom.json` of every build (CycloneDX).\n\n");
        page.append("| library | version | licence |\n|---|---|---|\n");
        for (Library library : classPath.libraries()) {
            page.append("| %s | %s | %s |%n".formatted(library.name(), library.version(), licences.of(library)));
        }
        return page.toString();
    }
}
