package io.slipstream.actor.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.actor.Labels;
import io.slipstream.actor.driving.DrivingDomain;
import io.slipstream.actor.driving.ShiftRecords;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Drift;
import io.slipstream.sim.shift.Shift;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScenarioSwitchTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private final DrivingDomain domain = new DrivingDomain(CATALOGUE, Labels.quick());
    private final ScenarioSwitch scenarios = new ScenarioSwitch(domain, "RTM03", "C0");

    @Test
    void shouldStartWithTheScenarioItWasGiven() {
        assertThat(taken().task().id()).isEqualTo("RTM03");
        scenarios.settle();
        assertThat(scenarios.takeChange()).isNull();
    }

    @Test
    void shouldChangeOnlyWhatACommandNames() {
        change(Map.of("shift", "D5"));
        assertThat(taken().shift().id()).isEqualTo("D5");

        change(Map.of("task", "LTM03"));

        Scenario both = taken();
        assertThat(both.task().id()).isEqualTo("LTM03");
        assertThat(both.shift().id()).isEqualTo("D5");
    }

    @Test
    void shouldDriveAShiftThatNoFileDefines() {
        Shift worn = new Drift(CATALOGUE.shift("C0"), CATALOGUE.shift("D5")).at(0.5);

        scenarios.change(command(Map.of("task", "RTM03", "shift", worn.id()), ShiftRecords.of(worn)));

        Shift driven = taken().shift();
        assertThat(driven.id()).isEqualTo("C0>D5@0.500");
        assertThat(driven.sameKnobs(worn)).isTrue();
        change(Map.of("task", "LTM03"));
        assertThat(taken().shift()).isEqualTo(driven);
    }

    @Test
    void shouldLetOnlyTheLastOfManyChangesCount() {
        change(Map.of("shift", "D1"));
        change(Map.of("shift", "D2"));
        assertThat(scenarios.takeChange()).isNull();

        assertThat(taken().shift().id()).isEqualTo("D2");
    }

    @Test
    void shouldKeepTheScenarioWhenACommandNamesAnUnknownOne() {
        taken();

        assertThatThrownBy(() -> change(Map.of("task", "XYZ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RTM03");
        scenarios.settle();
        assertThat(scenarios.takeChange()).isNull();
        change(Map.of("shift", "D1"));
        assertThat(taken().task().id()).isEqualTo("RTM03");
    }

    @Test
    void shouldRefuseAChangeThatNamesNothing() {
        assertThatThrownBy(() -> change(Map.of())).hasMessageContaining("task, shift or both");
    }

    @Test
    void shouldPauseAndResume() {
        scenarios.pause();
        assertThat(scenarios.paused()).isTrue();
        scenarios.resume();
        assertThat(scenarios.paused()).isFalse();
    }

    private void change(Map<String, String> arguments) {
        scenarios.change(command(arguments, null));
    }

    private static Command command(Map<String, String> arguments, @Nullable ShiftKnobs shift) {
        return new Command("id", "fleet", CommandKind.CHANGE_SCENARIO, arguments, "me", "", Instant.EPOCH, shift);
    }

    private Scenario taken() {
        scenarios.settle();
        return domain.scenario(Objects.requireNonNull(scenarios.takeChange()));
    }
}
