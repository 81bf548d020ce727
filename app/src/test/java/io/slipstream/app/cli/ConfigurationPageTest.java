package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.config.ConfigDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    /** Run with -Dslipstream.docs.write=true to write the page anew. */
    @Test
    void shouldDocumentTheSettingsAsTheyAre() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        String expected = ConfigDocs.render(SettingsCatalogue.sections());
        if (Boolean.getBoolean("slipstream.docs.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page).hasContent(expected);
    }
}
