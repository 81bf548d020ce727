package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.config.ConfigDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the code; {@code -Dslipstream.write-docs=true} writes it. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void shouldDocumentExactlyTheSettingsThatExist() throws IOException {
        String rendered = ConfigDocs.render(SettingsCatalogue.sections());
        if (Boolean.getBoolean("slipstream.write-docs")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(PAGE)
                .as("run ./mvnw -pl app -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dslipstream.write-docs=true")
                .hasContent(rendered);
    }
}
