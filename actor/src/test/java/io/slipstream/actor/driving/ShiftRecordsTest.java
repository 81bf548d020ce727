package io.slipstream.actor.driving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Task;
import org.junit.jupiter.api.Test;

class ShiftRecordsTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    @Test
    void shouldReadEveryShiftBackAsItWas() {
        for (String id : CATALOGUE.shifts()) {
            Shift shift = CATALOGUE.shift(id);
            Shift read = ShiftRecords.read(ShiftRecords.of(shift), CATALOGUE);
            assertThat(read.id()).isEqualTo(id);
            assertThat(read.sameKnobs(shift)).as(id).isTrue();
        }
    }

    @Test
    void shouldMeanTheNominalWorldByTheDefaultsOfTheSchema() {
        ShiftKnobs defaults = ShiftKnobs.newBuilder().setId("C0").build();
        assertThat(ShiftRecords.of(Shift.NOMINAL)).isEqualTo(defaults);
    }

    @Test
    void shouldRefuseWhatCannotBeDriven() {
        ShiftKnobs half = ShiftKnobs.newBuilder().setId("x").setHeadwayFrom(2.0).build();
        assertThatIllegalArgumentException().isThrownBy(() -> ShiftRecords.read(half, CATALOGUE));
        ShiftKnobs nowhere =
                ShiftKnobs.newBuilder().setId("x").setTask("nowhere").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShiftRecords.read(nowhere, CATALOGUE))
                .withMessageContaining("RTM03");
    }

    @Test
    void shouldNameAnotherTaskOnly() {
        Shift left = CATALOGUE.shift("P1");
        assertThat(ShiftRecords.of(left).getTask()).isEqualTo("LTM03");
        assertThat(ShiftRecords.read(ShiftRecords.of(left), CATALOGUE)
                        .goal()
                        .task()
                        .map(Task::id))
                .contains("LTM03");
    }
}
