package io.slipstream.app.identify.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    @Test
    void shouldLetEitherPartOfAMixedShiftCountAndTakeMixedForDynamicsElsewhere() {
        Confusion confusion = new Confusion();
        count(confusion, ShiftLabel.NONE, Finding.NONE, 8);
        count(confusion, ShiftLabel.NONE, Finding.POLICY, 2);
        count(confusion, ShiftLabel.DYNAMICS, Finding.DYNAMICS, 4);
        count(confusion, ShiftLabel.DYNAMICS, Finding.MIXED, 2);
        count(confusion, ShiftLabel.DYNAMICS, Finding.NONE, 2);
        count(confusion, ShiftLabel.POLICY, Finding.POLICY, 5);
        count(confusion, ShiftLabel.POLICY, Finding.MIXED, 3);
        count(confusion, ShiftLabel.MIXED, Finding.DYNAMICS, 1);
        count(confusion, ShiftLabel.MIXED, Finding.POLICY, 1);
        count(confusion, ShiftLabel.MIXED, Finding.MIXED, 1);
        count(confusion, ShiftLabel.MIXED, Finding.NONE, 1);
        count(confusion, ShiftLabel.OBSERVATION, Finding.POLICY, 7);

        assertThat(confusion.f1(ShiftLabel.NONE)).isCloseTo(16.0 / (16 + 2 + 3), within(1e-12));
        assertThat(confusion.f1(ShiftLabel.DYNAMICS)).isCloseTo(12.0 / (12 + 2 + 3), within(1e-12));
        assertThat(confusion.f1(ShiftLabel.POLICY)).isCloseTo(10.0 / (10 + 3 + 2), within(1e-12));
        assertThat(confusion.f1(ShiftLabel.MIXED)).isCloseTo(6.0 / (6 + 1), within(1e-12));
        assertThat(confusion.macroF1()).isCloseTo((16.0 / 21 + 12.0 / 17 + 10.0 / 15 + 6.0 / 7) / 4, within(1e-12));
        assertThat(confusion.strictMacroF1())
                .isCloseTo((16.0 / 21 + 8.0 / 13 + 10.0 / 16 + 2.0 / 10) / 4, within(1e-12));
        assertThat(confusion.falseAlarms()).isEqualTo(2);
        assertThat(confusion.right()).isEqualTo(8 + 6 + 5 + 3);
        assertThat(confusion.total()).isEqualTo(30);
        assertThat(confusion.count(ShiftLabel.OBSERVATION, Finding.POLICY)).isEqualTo(7);
    }

    @Test
    void shouldLeaveClassesWithoutWindowsOutOfTheMean() {
        Confusion confusion = new Confusion();
        count(confusion, ShiftLabel.NONE, Finding.NONE, 3);
        assertThat(confusion.macroF1()).isEqualTo(1);
        assertThat(confusion.f1(ShiftLabel.MIXED)).isNaN();
    }

    private static void count(Confusion confusion, ShiftLabel truth, Finding finding, int times) {
        for (int i = 0; i < times; i++) {
            confusion.add(truth, finding);
        }
    }
}
