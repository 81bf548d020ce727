package io.slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaReleaseTest {

    @Test
    void shouldWriteTheRequestedRelease() throws Exception {
        String version = System.getProperty("slipstream.release");
        assumeTrue(version != null, "only with -Dslipstream.release=vN");
        new SchemaRelease(Path.of("released", version)).write();
    }

    @Test
    void shouldWriteOneSelfContainedFilePerTopic(@TempDir Path folder) throws Exception {
        new SchemaRelease(folder).write();
        assertThat(folder.toFile().list()).hasSize(Topics.all().size());
    }

    @Test
    void shouldHaveReleasedEverythingTheCodeWrites() {
        for (Topic<?> topic : Topics.all()) {
            long current = SchemaNormalization.parsingFingerprint64(ReleasedSchemas.current(topic.valueType()));
            assertThat(ReleasedSchemas.of(topic.valueType()))
                    .as("%s changed: release it, as docs/schemas.md says", topic.valueType())
                    .anyMatch(released -> SchemaNormalization.parsingFingerprint64(released) == current);
        }
    }
}
