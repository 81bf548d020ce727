package io.slipstream.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.app.archive.MemoryLog;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.schemas.ReleasedSchemas;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class FleetRecordsTest {
    private static final String DECISIONS = "slipstream.decisions.v1";

    @Test
    void shouldNameARecordOfASchemaOfTheFuture() {
        long known = SchemaNormalization.parsingFingerprint64(ReleasedSchemas.current(FinetuneDecision.class));
        byte[] future = ByteBuffer.allocate(12)
                .putShort((short) 0xC301)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(known + 1)
                .array();
        MemoryLog log = new MemoryLog().add(new LogRecord(DECISIONS, 0, 7, 1_000, new byte[] {9}, future, List.of()));

        assertThatThrownBy(() -> FleetRecords.read(log, "slipstream", null, new Gaps(false)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining(DECISIONS + "-0@7")
                .hasMessageContaining(String.format("%016x", known + 1))
                .hasMessageContaining("FinetuneDecision")
                .hasMessageContaining("with the version that wrote it")
                .hasMessageContaining("--allow-gaps");

        Gaps allowed = new Gaps(true);
        assertThatThrownBy(() -> FleetRecords.read(log, "slipstream", null, allowed))
                .hasMessageContaining("neither model versions nor windows");
        assertThat(allowed.found()).singleElement().asString().contains(DECISIONS + "-0@7");
    }
}
