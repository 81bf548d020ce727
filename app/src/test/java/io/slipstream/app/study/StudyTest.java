package io.slipstream.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.AdapterSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.StoredModel;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    static final AdapterSettings ADAPTERS = new AdapterSettings(
            AdapterSettings.WorldModelForm.LORA,
            AdapterSettings.PolicyForm.MIXTURE_LORA,
            2,
            4,
            null,
            Scaling.RANK,
            Init.A,
            Targets.ALL,
            Targets.ALL,
            4,
            1);
    private static final StudySettings TINY = new StudySettings(20_000, 0, 6, 3, 3, 256, 8, 0.125, 3, 8, 8, ADAPTERS);
    private static final Cell TRAINED = new Cell("LTM03", "C0", Strategy.POLICY_ONLY, 1);
    private static final Cell UNTRAINED = new Cell("LTM03", "C0", Strategy.NONE, 1);
    private static final Cell FULL = new Cell("LTM03", "C0", Strategy.FULL, 1);

    private final StoredModel model = ModelFolder.read(Path.of("..", "models", "rtm03-small"));
    private final List<String> progress = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldRunEveryCellWithinItsBudgetAndKeepIt() throws InterruptedException {
        List<CellResult> results = run(folder, TINY, List.of(TRAINED, UNTRAINED, FULL));

        assertThat(results).extracting(CellResult::updates).containsExactly(6, 0, 6);
        CellResult trained = results.get(0);
        CellResult full = results.get(2);
        assertThat(trained.decisions()).as("two rounds of three updates").hasSize(2);
        assertThat(trained.curve()).extracting(CurvePoint::updates).containsExactly(0, 3, 6);
        assertThat(trained.steps()).isBetween(256L, TINY.steps());
        assertThat(trained.coreSeconds()).isPositive();
        assertThat(trained.trainableParameters()).isLessThan(full.trainableParameters() / 4);
        assertThat(trained.bytesPublished()).isBetween(1L, full.bytesPublished() / 10);
        assertThat(results.get(1).trainableParameters()).isZero();
        assertThat(results.get(1).bytesPublished()).isZero();

        List<CellResult> again = run(folder, TINY, List.of(TRAINED, UNTRAINED, FULL));

        assertThat(again).containsExactlyInAnyOrderElementsOf(results);
        assertThat(progress).last().asString().contains("3 of 3 cells were finished before");
    }

    @Test
    void shouldGiveOneResultForOneSeed() throws InterruptedException {
        CellResult first = run(folder.resolve("a"), TINY, List.of(TRAINED)).get(0);
        CellResult second = run(folder.resolve("b"), TINY, List.of(TRAINED)).get(0);

        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*coreSeconds")
                .isEqualTo(first);
    }

    @Test
    void shouldTrainNothingUntilTheMonitorNamesAPart() throws InterruptedException {
        StudySettings brief = new StudySettings(2_000, 0, 6, 3, 3, 256, 8, 0.125, 3, 8, 8, ADAPTERS);

        CellResult asked = run(folder, brief, List.of(new Cell("LTM03", "C0", Strategy.SLIPSTREAM, 1)))
                .get(0);

        assertThat(asked.steps()).isGreaterThanOrEqualTo(2_000);
        assertThat(asked.decisions()).as("a window has 5,000 steps").isEmpty();
        assertThat(asked.updates()).isZero();
    }

    @Test
    void shouldGoBackToTheOldWorldAndGetUsedToItAgain() throws InterruptedException {
        StudySettings back = new StudySettings(20_000, 512, 12, 3, 3, 256, 8, 0.125, 100, 8, 8, ADAPTERS);

        CellResult result = run(folder, back, List.of(new Cell("ROM03", "C0", Strategy.POLICY_ONLY, 1)))
                .get(0);

        assertThat(result.decisions())
                .filteredOn(line -> line.endsWith("the old world again"))
                .hasSize(1);
        assertThat(result.updates()).isEqualTo(12);
        assertThat(result.curve())
                .extracting(CurvePoint::success)
                .as("the roundabout, there once more, here, and here at the end")
                .hasSize(4)
                .satisfies(success -> {
                    assertThat(success.get(1)).isLessThan(.5);
                    assertThat(success.get(2)).isGreaterThan(.5);
                });
    }

    @Test
    void shouldRefuseCellsOfOtherSettings() throws InterruptedException {
        run(folder, TINY, List.of(UNTRAINED));
        StudySettings longer = new StudySettings(20_000, 0, 7, 3, 3, 256, 8, 0.125, 3, 8, 8, ADAPTERS);

        assertThatThrownBy(() -> run(folder, longer, List.of(UNTRAINED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("choose another --out");
    }

    @Test
    void shouldSayWhichCellCannotBeRead() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(UNTRAINED.id() + ".json"), "{\"half\":");

        assertThatThrownBy(() -> run(folder, TINY, List.of(UNTRAINED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(UNTRAINED.id());
    }

    private List<CellResult> run(Path where, StudySettings settings, List<Cell> cells) throws InterruptedException {
        return new Study(settings, model, "rtm03-small", new CellFolder(where), progress::add)
                .run(cells, 1, finished -> {});
    }
}
