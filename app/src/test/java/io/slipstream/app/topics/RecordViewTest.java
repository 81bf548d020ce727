package io.slipstream.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.schemas.avro.Tensor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    @Test
    void shouldSummariseTensorsByShapeLeastMeanAndMost() {
        assertThat(shown(Tensors.floats(new float[] {1, 2, 3, 4}, 2, 2)))
                .isEqualTo("float32[2, 2] min 1.00 mean 2.50 max 4.00");
        assertThat(shown(Tensors.bytes(new byte[] {0, 100, (byte) 200}, 3)))
                .isEqualTo("uint8[3] min 0 mean 100 max 200");
        assertThat(shown(Tensors.floats(new float[0], 0, 2))).isEqualTo("float32[0, 2] empty");
    }

    private static @Nullable Object shown(Tensor tensor) {
        return RecordView.of(new MismatchReference(List.of(), tensor, tensor, Map.of(), null))
                .get("visitation");
    }
}
