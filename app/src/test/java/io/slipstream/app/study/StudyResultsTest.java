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

    private static CellResult result(Strategy strategy, int seed, double success) {
        return new CellResult(
                new Cell("LTM03", "C0", strategy, seed),
                SETTINGS,
                "model",
                List.of(new CurvePoint(0, 0, 0, 0.5, 2), new CurvePoint(500, 10, 3.5, success, 2)),
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
