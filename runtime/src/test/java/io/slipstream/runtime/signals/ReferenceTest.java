package io.slipstream.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void shouldComeBackFromJsonAndFromItsRecord() {
        Reference reference =
                new ReferenceBuilder(nullWindows(0, 6)).constant("C1", 2).build();
        assertThat(Reference.fromJson(reference.toJson()).toJson()).isEqualTo(reference.toJson());
        Reference fromRecord = Reference.fromAvro(reference.toAvro(2));
        assertThat(fromRecord.signals()).isEqualTo(reference.signals());
        assertThat(fromRecord.constants()).containsEntry("C1", 2.0);
        assertThat(fromRecord.visitation()).containsExactly(reference.visitation(), within(1e-6));
    }

    @Test
    void shouldNameWhatCannotBeRead() {
        assertThatThrownBy(() -> Reference.fromJson("{\"signals\":"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read the reference");
    }

    @Test
    void shouldHardlyEverPassANullQuantileWhenNothingChanged() {
        Reference reference = new ReferenceBuilder(nullWindows(0, 8)).build();
        int passed = 0;
        for (WindowSignals window : nullWindows(1000, 100)) {
            for (var value : window.values(reference).entrySet()) {
                double limit = reference.level(value.getKey()).nullQuantile();
                boolean low = SignalNames.warnsWhenLow(value.getKey());
                passed += (low ? value.getValue() < limit : value.getValue() > limit) ? 1 : 0;
            }
        }
        assertThat(passed).isLessThan(20);
    }

    @Test
    void shouldPassTheNullQuantileWhenResidualsDouble() {
        Reference reference = new ReferenceBuilder(nullWindows(0, 8)).build();
        Streams worn = new Streams(9, new double[] {.4, .3, .2, .1}, new double[] {.5, .3, .2}, 2);
        double residual = worn.window(40, 32).values(reference).getOrDefault("residual.ego", 0.0);
        assertThat(residual).isGreaterThan(reference.level("residual.ego").nullQuantile());
    }

    @Test
    void shouldWidenNullQuantilesByControlsButMoveNoLevel() {
        List<WindowSignals> denser = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            denser.add(
                    new Streams(50 + i, new double[] {.3, .3, .2, .2}, new double[] {.5, .3, .2}, 1.3).window(40, 32));
        }
        Reference plain = new ReferenceBuilder(nullWindows(0, 6)).build();
        Reference wide = new ReferenceBuilder(nullWindows(0, 6)).control(denser).build();
        for (String signal : List.of("residual.ego", "novelty.route", SignalNames.VISITATION)) {
            assertThat(wide.level(signal).level()).isEqualTo(plain.level(signal).level());
            assertThat(wide.level(signal).nullQuantile())
                    .isGreaterThan(plain.level(signal).nullQuantile());
        }
    }

    @Test
    void shouldRefreshOnlyTheNamedSignals() {
        Reference old = new ReferenceBuilder(nullWindows(0, 6)).build();
        Streams changed = new Streams(9, new double[] {.1, .2, .3, .4}, new double[] {.5, .3, .2}, 2);
        WindowSignals heldOut = changed.window(60, 32);
        Reference fresh = old.refreshed(Set.of("residual.ego", SignalNames.VISITATION), heldOut);
        Level before = old.level("residual.ego");
        Level after = fresh.level("residual.ego");
        assertThat(after.level()).isCloseTo(2 * before.level(), within(.2));
        assertThat(after.nullQuantile() - after.level())
                .isCloseTo(before.nullQuantile() - before.level(), within(1e-9));
        assertThat(fresh.level("novelty.ego")).isEqualTo(old.level("novelty.ego"));
        assertThat(fresh.visitation()).isEqualTo(heldOut.visitation());
        assertThat(fresh.actionFrequencies()).isEqualTo(old.actionFrequencies());
    }

    @Test
    void shouldKnowWhatOthersDoOnceTheWorldModelWasTrainedAndPlacesOnceThePolicyWas() {
        Reference old = new Reference(
                Map.of(),
                new double[4],
                new double[2],
                new float[] {0, 0, 1, 1},
                Map.of("familiar.route", .1, "familiar.traffic", .1));
        SignalLayout layout = SignalLayout.of(
                1,
                4,
                2,
                List.of(
                        SignalGroup.of("route", SignalGroup.Role.SCENE, 0, 1),
                        SignalGroup.of("traffic", SignalGroup.Role.OBJECTS, 1, 2)));
        WindowSignals heldOut = new WindowSignals(layout);
        heldOut.add(new StepSignals(
                1,
                new byte[1],
                new int[1],
                new float[1],
                new float[1],
                new float[1],
                new byte[1],
                new float[2],
                new float[] {.5f, .5f},
                new float[1],
                Extent.ofEnds(new float[] {-1, -1, 2, 2})));

        Reference model = old.refreshed(Set.of("residual.route", "residual.traffic", SignalNames.TV), heldOut);
        assertThat(model.support()).containsExactly(0, -1, 1, 2);
        assertThat(model.constants()).containsEntry("familiar.route", .1);
        assertThat(model.constants().get("familiar.traffic")).isCloseTo(.5, within(.05));

        Reference policy = old.refreshed(Set.of(SignalNames.VISITATION), heldOut);
        assertThat(policy.support()).containsExactly(-1, -1, 2, 2);
        assertThat(policy.constants().get("familiar.route")).isCloseTo(.5, within(.05));

        assertThat(old.withConstants(Map.of())
                        .refreshed(Set.of("residual.traffic"), heldOut)
                        .constants())
                .as("without a bound everything is familiar, and stays so")
                .isEmpty();
    }

    @Test
    void shouldNotTightenTheNullOfAnErrorThatHasFallen() {
        Reference old = new ReferenceBuilder(nullWindows(0, 6)).build();
        Streams better = new Streams(9, new double[] {.1, .2, .3, .4}, new double[] {.5, .3, .2}, .2);
        Reference fresh = old.refreshed(Set.of("residual.ego"), better.window(60, 32));
        assertThat(fresh.level("residual.ego").level())
                .isLessThan(0.5 * old.level("residual.ego").level());
        assertThat(fresh.level("residual.ego").nullQuantile())
                .isEqualTo(old.level("residual.ego").nullQuantile());
    }

    @Test
    void shouldBoundReturnAndSuccessFromBelow() {
        Reference reference = new ReferenceBuilder(nullWindows(0, 6)).build();
        Level success = reference.level(SignalNames.SUCCESS);
        assertThat(success.nullQuantile()).isLessThan(success.level());
    }

    @Test
    void shouldAskForMoreThanOneNullWindow() {
        assertThatThrownBy(() -> new ReferenceBuilder(nullWindows(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2");
    }

    @Test
    void shouldWidenOnlyTheSignalsThatAConditionMustNotRaise() {
        List<WindowSignals> elsewhere = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            elsewhere.add(
                    new Streams(70 + i, new double[] {.3, .3, .2, .2}, new double[] {.5, .3, .2}, 2).window(40, 32));
        }
        Reference plain = new ReferenceBuilder(nullWindows(0, 6)).build();
        Reference reference = new ReferenceBuilder(nullWindows(0, 6))
                .condition(elsewhere, "residual.ego"::equals)
                .build();
        assertThat(reference.level("residual.ego").nullQuantile())
                .isGreaterThan(1.5 * plain.level("residual.ego").nullQuantile());
        assertThat(reference.level("novelty.route")).isEqualTo(plain.level("novelty.route"));
    }

    private static List<WindowSignals> nullWindows(int seed, int count) {
        List<WindowSignals> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WindowSignals window = Streams.plain(seed + i).window(40, 32);
            for (int e = 0; e < 20; e++) {
                window.addEpisode(100 + (seed + i * 7 + e) % 11, (i * e) % 10 != 0 || e == 0);
            }
            windows.add(window);
        }
        return windows;
    }
}
