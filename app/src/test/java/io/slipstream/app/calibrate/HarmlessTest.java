package io.slipstream.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalGroup.Role;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HarmlessTest {
    private static final SignalLayout LAYOUT = SignalLayout.of(
            2,
            2,
            2,
            List.of(
                    SignalGroup.of("body", Role.BODY, 0, 1),
                    SignalGroup.of("map", Role.SCENE, 1, 2),
                    SignalGroup.of("others", Role.OBJECTS, 2, 3)));

    @Test
    void shouldLetNoSignalWarnOfAControl() {
        assertThat(List.of("residual.body", "unfamiliar.map", "tv", "success")).allMatch(of(ShiftLabel.NONE));
    }

    @Test
    void shouldLetANewRoadRaiseWhereTheFleetIsButNotHowThingsMove() {
        assertThat(List.of("residual.body", "residual.others", "residual.map")).allMatch(of(ShiftLabel.POLICY));
        assertThat(List.of("unfamiliar.map", "outside.map", "tv", "success")).noneMatch(of(ShiftLabel.POLICY));
    }

    @Test
    void shouldNotLetDynamicsMoveWhatStandsStill() {
        for (ShiftLabel label : List.of(ShiftLabel.DYNAMICS, ShiftLabel.MIXED)) {
            assertThat(List.of("residual.map")).allMatch(of(label));
            assertThat(List.of("residual.body", "residual.others", "unfamiliar.map"))
                    .noneMatch(of(label));
        }
        assertThat(List.of("residual.map", "residual.body")).noneMatch(of(ShiftLabel.OBSERVATION));
    }

    private static Predicate<String> of(ShiftLabel label) {
        return Harmless.signals(LAYOUT, label);
    }
}
