package io.slipstream.app.deployment;

import static io.slipstream.app.deployment.DeploymentFiles.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.access.AccessList;
import io.slipstream.app.cli.SettingsCatalogue;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds Strimzi's topics and users against the code; {@code -Dslipstream.write-docs=true} writes them. */
class StrimziFilesTest {
    private static final Path PRODUCTION = Path.of("..", "k8s", "overlays", "production");

    private final Config config = new ConfigLoader(SettingsCatalogue.all())
            .file(PRODUCTION.resolve("slipstream.yaml"))
            .load();

    @Test
    void shouldDeclareExactlyTheTopicsOfTheCatalogue() throws IOException {
        assertWritten("topics.yaml", StrimziFiles.topics());
    }

    @Test
    void shouldGiveUsersExactlyWhatTheAccessListSays() throws IOException {
        assertWritten("users.yaml", StrimziFiles.users(new AccessList(config)));
    }

    /** Read back by itself: as many entries as the list has, for as many users, and none that is wider than a name. */
    @Test
    void shouldGrantNothingByAWildcard() {
        List<Object> entries = new ArrayList<>();
        for (Map<?, ?> user : DeploymentFiles.documents(DeploymentFiles.read(PRODUCTION.resolve("users.yaml")))) {
            Object authorization = in(in(user, "spec"), "authorization");
            entries.addAll((List<?>) in(authorization, "acls"));
        }
        assertThat(entries).hasSameSizeAs(new AccessList(config).all()).allSatisfy(entry -> {
            assertThat(in(in(entry, "resource"), "name").toString()).startsWith("slipstream");
            assertThat(in(entry, "operations").toString()).doesNotContain("All", "Alter");
        });
    }

    private static void assertWritten(String name, String rendered) throws IOException {
        Path file = PRODUCTION.resolve(name);
        if (Boolean.getBoolean("slipstream.write-docs")) {
            Files.writeString(file, rendered);
        }
        assertThat(file)
                .as("run ./mvnw -pl app -am test -Dtest=StrimziFilesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dslipstream.write-docs=true")
                .hasContent(rendered);
    }
}
