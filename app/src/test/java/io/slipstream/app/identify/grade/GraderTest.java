package io.slipstream.app.identify.grade;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.identify.FleetHistory;
import io.slipstream.app.identify.JudgedWindow;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraderTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Scenario HOME = scenario("C0");
    private static final Scenario CONTROL = scenario("C1");
    private static final Scenario DELAYED = scenario("D2");
    private static final Scenario LEFT = scenario("P1");
    private static final Truth TRUTH =
            new Truth(scenario -> switch (scenario.shift().id()) {
                case "C0", "C1" -> ShiftLabel.NONE;
                case "D2" -> ShiftLabel.DYNAMICS;
                default -> ShiftLabel.POLICY;
            });

    @Test
    void shouldKnowNoTruthWhileEnvironmentsDriveUnderSeveralLabels() {
        assertThat(TRUTH.of(window(0, Finding.NONE, HOME))).contains(ShiftLabel.NONE);
        assertThat(TRUTH.of(window(0, Finding.NONE, HOME, DELAYED))).isEmpty();
        assertThat(TRUTH.of(window(0, Finding.NONE, HOME, CONTROL))).contains(ShiftLabel.NONE);
        assertThat(TRUTH.of(window(0, Finding.NONE, DELAYED))).contains(ShiftLabel.DYNAMICS);
        assertThat(TRUTH.of(window(0, Finding.NONE, DELAYED, LEFT))).isEqualTo(Optional.empty());
    }

    @Test
    void shouldGradeMatrixAccuracyFalseAlarmsAndDelay() {
        FleetHistory quick = fleet(1, Finding.NONE, Finding.POLICY, Finding.DYNAMICS, Finding.DYNAMICS);
        FleetHistory late = fleet(2, Finding.POLICY, Finding.NONE, Finding.NONE, Finding.DYNAMICS);
        FleetHistory blind = fleet(3, Finding.NONE, Finding.NONE, Finding.NONE, Finding.NONE);

        Score score = new Grader(TRUTH, List.of(quick, late, blind)).score("it");

        assertThat(score.confusion().count(ShiftLabel.NONE, Finding.NONE)).isEqualTo(2);
        assertThat(score.confusion().count(ShiftLabel.NONE, Finding.POLICY)).isEqualTo(1);
        assertThat(score.confusion().count(ShiftLabel.DYNAMICS, Finding.DYNAMICS))
                .isEqualTo(3);
        assertThat(score.confusion().count(ShiftLabel.DYNAMICS, Finding.NONE)).isEqualTo(3);
        assertThat(score.confusion().total()).as("transitions are no windows").isEqualTo(9);
        assertThat(score.falseAlarms().value()).isEqualTo(1.0 / 3);
        assertThat(score.accuracy().value()).isEqualTo(5.0 / 9);
        assertThat(score.macroF1().low()).isLessThan(score.macroF1().value());
        CourseScore course = score.courses().get(0);
        assertThat(course.label()).isEqualTo(ShiftLabel.DYNAMICS);
        assertThat(course.accuracy().value()).as("under the shift").isEqualTo(0.5);
        // The shift is first driven at step 1200; the fleets find something at the end of windows 1 and 3, and never.
        assertThat(course.delay()).isEqualTo(new Delay(3, 1, 2_800, Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldKnowNoDelayOnAControl() {
        FleetHistory control = new FleetHistory(
                "C1", 1, 1_000, List.of(window(0, Finding.NONE, CONTROL)), Map.of(HOME, 0L, CONTROL, 10L));
        Score score = new Grader(TRUTH, List.of(control)).score("it");
        assertThat(score.delay().fleets()).isZero();
        assertThat(score.courses().get(0).label()).isEqualTo(ShiftLabel.NONE);
        assertThat(score.courses().get(0).accuracy().value()).isEqualTo(1);
    }

    private static FleetHistory fleet(int seed, Finding before, Finding across, Finding first, Finding second) {
        Map<Scenario, Long> driven = new LinkedHashMap<>();
        driven.put(HOME, 0L);
        driven.put(DELAYED, 1_200L);
        return new FleetHistory(
                "D2",
                seed,
                1_000,
                List.of(
                        window(0, before, HOME),
                        window(1, across, HOME, DELAYED),
                        window(2, first, DELAYED),
                        window(3, second, DELAYED)),
                driven);
    }

    private static JudgedWindow window(int index, Finding finding, Scenario... driven) {
        Reading nothing = new Reading("nothing", 0, 0, 0, 0, 1, 1_000);
        return new JudgedWindow(
                index,
                index * 1_000L,
                (index + 1) * 1_000L,
                Set.of(driven),
                new Readings(1_000, 10, nothing, nothing, List.of(), Map.of()),
                Map.of("it", finding));
    }

    private static Scenario scenario(String shift) {
        return CATALOGUE.scenario("RTM03", shift, RewardSettings.defaults());
    }
}
