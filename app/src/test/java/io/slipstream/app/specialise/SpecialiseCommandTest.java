package io.slipstream.app.specialise;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.pretrain.FittingSpec;
import io.slipstream.app.statistics.Interval;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.StoredModel;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecialiseCommandTest {
    @TempDir
    Path folder;

    private final ModelWeights base = ModelWeights.initial(FittingSpec.driving("tiny"), 1);

    @Test
    void shouldRefuseUnitsThatDoTheSameAndLeaveTheModelAsItWas() throws IOException {
        ModelFolder.write(folder, new StoredModel(1, base, List.of(), "{}", Map.of()));
        byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
        int exit = CommandLines.of(new SpecialiseCommand())
                .execute("--model", folder.toString(), "--updates", "6", "--episodes", "2");
        assertThat(exit).as("five small steps leave all sub-units alike").isEqualTo(1);
        assertThat(Files.readAllBytes(folder.resolve("manifest.json"))).isEqualTo(manifest);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part")))
                    .as("what was trained is kept for the next attempt")
                    .hasSize(4);
        }
    }

    @Test
    void shouldTrainTheSameUnitForTheSameSeed() {
        SpecialiseSettings settings = SpecialiseSettings.of("RTM03", 1, 6);
        Domain domain = new Domains("RTM03", 1).all().get(1);
        Specialisation specialisation = new Specialisation(base, settings, (d, update, of, success, speed) -> {});
        float[] unit = specialisation.run(domain, 3);
        assertThat(unit).isNotEqualTo(base.flat(Network.ACTOR));
        assertThat(specialisation.run(domain, 3)).isEqualTo(unit);
        assertThat(specialisation.run(domain, 4)).isNotEqualTo(unit);
    }

    @Test
    void shouldAdaptNothingThatTheActorSees() {
        LowRankForm form = (LowRankForm) SpecialiseSettings.of("RTM03", 1, 6)
                .training()
                .forms()
                .of(Network.WORLD_MODEL)
                .orElseThrow();
        for (Entry entry : ParameterLayout.of(base.spec(), Network.WORLD_MODEL).entries()) {
            if (entry.name().startsWith("encoder") || entry.name().startsWith("recurrent")) {
                assertThat(form.targets().include(entry.name()))
                        .as(entry.name())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldTakeNoUnitOfOtherSettings() {
        Domain domain = new Domains("RTM03", 1).all().get(0);
        SpecialiseSettings settings = SpecialiseSettings.of("RTM03", 1, 6);
        FinishedUnits finished = new FinishedUnits(folder, "base", settings);
        finished.keep(domain, new float[] {1, 2});
        assertThat(finished.find(domain))
                .hasValueSatisfying(actor -> assertThat(actor).containsExactly(1, 2));
        assertThat(new FinishedUnits(folder, "base", SpecialiseSettings.of("RTM03", 2, 6)).find(domain))
                .isEmpty();
        assertThat(new FinishedUnits(folder, "another", settings).find(domain)).isEmpty();
        finished.delete(domain);
        assertThat(finished.find(domain)).isEmpty();
    }

    @Test
    void shouldCallUnitsCollapsedWhenAnyTwoAreNear() {
        assertThat(figures(0.3, 0.05).collapsed()).isFalse();
        assertThat(figures(0.3, 0.01).collapsed()).isTrue();
        assertThat(figures(0.3, Double.NaN).collapsed()).isTrue();
    }

    private static UnitFigures figures(double home, double elsewhere) {
        Interval share = Interval.ofShare(1, 2);
        return new UnitFigures(
                List.of("a", "b"),
                List.of("RTM03", "LTM03"),
                List.of(List.of(share, share, share), List.of(share, share, share)),
                List.of(pair(home), pair(elsewhere)),
                List.of(new double[2], new double[2]),
                List.of(share),
                2,
                100);
    }

    private static double[][] pair(double apart) {
        return new double[][] {{0, apart}, {apart, 0}};
    }
}
