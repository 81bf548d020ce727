package io.slipstream.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.learner.plan.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyResultsTest {
    private static final StudySettings SETTINGS =
            new StudySettings(1000, 0, 10, 10, 10, 0, 8, 0.125, 5, 8, 8, StudyTest.ADAPTERS);

    private final StudyResults results = new StudyResults(List.of(
            result(Strategy.FULL, 2, 0.9),
            result(Strategy.NONE, 1, 0.5),
            result(Strategy.FULL, 1, 0.7),
            result(Strategy.NONE, 2, 0.5)));

    @Test
    void shouldGiveTheMeanOverSeedsWithStudentsInterval() {
        var mean = results.mean("LTM03", Strategy.FULL, CellResult::success);

        assertThat(mean.value()).isCloseTo(0.8, within(1e-9));
        assertThat(mean.high() - mean.value()).isCloseTo(12.706 * 0.1, within(1e-3));
    }

    @Test
    void shouldCallNineTenthsOfTheBestMeanRecovered() {
        CellResult reached = results.of("LTM03", Strategy.FULL).get(1);
        CellResult never = results.of("LTM03", Strategy.NONE).get(0);

        assertThat(results.achievable("LTM03")).isCloseTo(0.8, within(1e-9));
        assertThat(results.recovered(reached)).isEqualTo(new CurvePoint(500, 10, 3.5, 0.9, 2));
        assertThat(results.recovered(never)).isNull();
    }

    @Test
    void shouldWriteARowACellInTheOrderOfStrategiesAndSeeds() {
        List<String> csv = StudyTables.csv(results);

        assertThat(csv).hasSize(5);
        assertThat(csv.get(0)).startsWith("task,shift,strategy,seed,");
        assertThat(csv.get(1)).startsWith("LTM03,C0,none,1,0.5000,0.5000,");
        assertThat(csv.get(4)).startsWith("LTM03,C0,full,2,0.5000,0.9000,");
        assertThat(csv)
                .allSatisfy(row ->
                        assertThat(row.split(",", -1)).hasSameSizeAs(csv.get(0).split(",")));
    }

    @Test
    void shouldDrawEveryStrategy() {
        assertThat(StudyPicture.of(results))
                .contains(">full<", ">none<", "polygon")
                .doesNotContain("NaN");
        assertThat(StudyTables.markdown(results)).contains("| full | 2 | 0.800", "never");
    }

    @Test
    void shouldCompareSeedBySeed() {
        StudyResults both = new StudyResults(List.of(
                result(Strategy.SLIPSTREAM, 1, 0.8),
                result(Strategy.SLIPSTREAM, 2, 0.9),
                result(Strategy.SLIPSTREAM, 3, 0.1),
                result("ROM03", Strategy.SLIPSTREAM, 1, 0.5),
                result(Strategy.FULL, 2, 0.85),
                result(Strategy.FULL, 1, 0.75),
                result("ROM03", Strategy.FULL, 1, 0.4)));

        StudyComparison comparison = StudyComparison.of(both, "LTM03", Strategy.FULL);

        assertThat(comparison.pairs()).as("seed 3 has no rival").hasSize(2);
        assertThat(comparison.difference(CellResult::success).value()).isCloseTo(0.05, within(1e-9));
        assertThat(comparison.share(CellResult::coreSeconds)).isEqualTo(1);
        assertThat(StudyTables.markdown(both))
                .contains("| full | LTM03 | 2 | +0.050 ±0.000 | 1.000 | 1.000 |")
                .contains("| full | ROM03 | 1 | +0.100 | 1.000 | 1.000 |")
                .contains("| full | all | 3 | +0.067 ±");
    }

    @Test
    void shouldGiveAnOverviewOfTasksAndOneOfShifts() {
        StudyResults several = new StudyResults(List.of(
                result("LTM03", Strategy.FULL, 1, 0.75),
                result("ROM03", Strategy.FULL, 1, 0.4),
                result("ROM03", Strategy.SLIPSTREAM, 1, 0.6),
                shifted("D2", Strategy.SLIPSTREAM, 0.9),
                shifted("D5", Strategy.SLIPSTREAM, 0.7),
                shifted("D5", Strategy.FULL, 0.8)));

        assertThat(StudyTables.markdown(several))
                .contains("### new tasks: ", "| strategy | LTM03 | ROM03 | core-s an update |")
                .contains("| full | 0.750; 0.950; 10; 4; 0.00 (1) | 0.400; 0.950; 10; 4; 0.00 (1) | 0.350 |")
                .contains("| slipstream | - | 0.600; 0.950; 10; 4; 0.00 (1) | 0.350 |")
                .contains("### shifts: ", "| strategy | RTM03 D2 | RTM03 D5 | core-s an update |")
                .contains("| full | new tasks | 1 | +0.200 |")
                .contains("| full | shifts | 1 | -0.100 |")
                .contains("| full | all | 2 | +0.050 ±");
    }

    @Test
    void shouldNeitherOverlookNorSumASingleCondition() {
        StudyResults one =
                new StudyResults(List.of(result(Strategy.SLIPSTREAM, 1, 0.8), result(Strategy.FULL, 1, 0.7)));

        assertThat(StudyTables.markdown(one)).doesNotContain("new tasks").contains("| full | all | 1 | +0.100 |");
    }

    @Test
    void shouldTellTheReturnOfTheOldWorld() {
        CellResult returned = result(
                new Cell("LTM03", "C0", Strategy.FULL, 1),
                0.9,
                List.of(
                        new CurvePoint(0, 0, 0, 0.5, 2),
                        new CurvePoint(500, 4, 1.5, 0.85, 2),
                        new CurvePoint(500, 4, 1.5, 0.6, 2),
                        new CurvePoint(700, 7, 2.5, 0.55, 2),
                        new CurvePoint(900, 10, 3.5, 0.9, 2)));

        assertThat(StudyTables.markdown(new StudyResults(List.of(returned))))
                .contains("| LTM03 | full | 1 | 0.850 | 0.600 | 0.550 | 0.950 | 0.900 | 4 | 6 | 2 |");
        assertThat(StudyTables.markdown(results)).doesNotContain("The old world returns");
    }

    @Test
    void shouldCompareNothingWhereThereIsNobodyToCompare() {
        assertThat(StudyTables.markdown(results)).doesNotContain("beside each rival");
        assertThat(StudyTables.markdown(new StudyResults(List.of(result(Strategy.SLIPSTREAM, 1, 0.8)))))
                .doesNotContain("beside each rival");
    }

    private static CellResult result(Strategy strategy, int seed, double success) {
        return result("LTM03", strategy, seed, success);
    }

    private static CellResult result(String task, Strategy strategy, int seed, double success) {
        return result(new Cell(task, "C0", strategy, seed), success, curve(success));
    }

    private static CellResult shifted(String shift, Strategy strategy, double success) {
        return result(new Cell("RTM03", shift, strategy, 1), success, curve(success));
    }

    private static List<CurvePoint> curve(double success) {
        return List.of(new CurvePoint(0, 0, 0, 0.5, 2), new CurvePoint(500, 10, 3.5, success, 2));
    }

    private static CellResult result(Cell cell, double success, List<CurvePoint> curve) {
        return new CellResult(
                cell,
                SETTINGS,
                "model",
                curve,
                success,
                success,
                2,
                0.8,
                0.9,
                100,
                0.1,
                0,
                0.95,
                500,
                10,
                3.5,
                1000,
                2000,
                List.of("0: round 1"));
    }
}
