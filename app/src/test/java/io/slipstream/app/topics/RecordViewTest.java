package io.slipstream.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordViewTest {
    @Test
    void shouldShowOfAShiftWhatIsNotNominal() {
        ShiftKnobs worn = ShiftKnobs.newBuilder()
                .setId("C0>D5@0.350")
                .setSteeringGain(0.86)
                .setTask("LTM03")
                .build();
        Command command = new Command("1", "f", CommandKind.CHANGE_SCENARIO, Map.of(), "me", "", Instant.EPOCH, worn);

        assertThat(RecordView.of(command).get("shift")).hasToString("{id=C0>D5@0.350, steeringGain=0.86, task=LTM03}");
    }

    @Test
    void shouldLeaveOutWhatACommandDoesNotHave() {
        Command command = new Command("1", "f", CommandKind.PAUSE, Map.of(), "me", "", Instant.EPOCH, null);
        assertThat(RecordView.of(command)).doesNotContainKey("shift").containsEntry("kind", "PAUSE");
    }
}
