package io.slipstream.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowSignalsTest {
    private static final double[] P = {.4, .3, .2, .1, .4, .3, .2, .1};
    private static final double[] A = {.5, .3, .2};

    @Test
    void shouldMeasureTotalVariationInClosedForm() {
        assertThat(TotalVariation.between(new double[] {.5, .5}, new double[] {.8, .2}))
                .isCloseTo(.3, within(1e-12));
        assertThat(TotalVariation.between(new double[] {1, 0}, new double[] {0, 1}))
                .isEqualTo(1);
        assertThat(TotalVariation.between(P, P)).isZero();
    }

    @Test
    void shouldFindTheTotalVariationOfKnownDistributions() {
        Streams shifted = new Streams(1, new double[] {.1, .2, .3, .4}, new double[] {.2, .3, .5}, 1);
        Map<String, Double> values = shifted.window(200, 32).values(P, A);
        assertThat(values.get(SignalNames.VISITATION)).isCloseTo(.4, within(.01));
        assertThat(values.get(SignalNames.ACTIONS)).isCloseTo(.3, within(.015));
    }

    @Test
    void shouldBeZeroOnAverageWhenNothingChangedEvenInSmallWindows() {
        double corrected = 0;
        double raw = 0;
        int windows = 300;
        for (int i = 0; i < windows; i++) {
            WindowSignals window = Streams.plain(i).window(20, 16);
            corrected += window.values(P, A).getOrDefault(SignalNames.VISITATION, 0.0) / windows;
            raw += TotalVariation.between(window.visitation(), P) / 2 / windows;
        }
        assertThat(raw).isGreaterThan(.025);
        assertThat(Math.abs(corrected)).isLessThan(.003);
    }

    @Test
    void shouldCorrectForStepsThatRepeatWithinASegment() {
        double corrected = 0;
        int windows = 200;
        for (int i = 0; i < windows; i++) {
            WindowSignals window = new WindowSignals(Streams.LAYOUT);
            Streams stream = Streams.plain(i);
            for (int s = 0; s < 40; s++) {
                window.add(repeated(stream.segment(1), 16));
            }
            corrected += window.values(P, A).getOrDefault(SignalNames.VISITATION, 0.0) / windows;
        }
        assertThat(Math.abs(corrected)).isLessThan(.01);
    }

    @Test
    void shouldNotDependOnPartitioningAndOrder() {
        List<StepSignals> segments = new ArrayList<>(Streams.plain(3).segments(60, 16));
        WindowSignals whole = new WindowSignals(Streams.LAYOUT);
        segments.forEach(whole::add);
        Collections.shuffle(segments, new Random(5));
        WindowSignals merged = new WindowSignals(Streams.LAYOUT);
        for (List<StepSignals> part :
                List.of(segments.subList(0, 7), segments.subList(7, 41), segments.subList(41, 60))) {
            WindowSignals partial = new WindowSignals(Streams.LAYOUT);
            part.forEach(partial::add);
            merged.merge(partial);
        }
        assertThat(merged.steps()).isEqualTo(whole.steps());
        Map<String, Double> expected = whole.values(P, A);
        merged.values(P, A)
                .forEach((signal, value) -> assertThat(value).as(signal).isCloseTo(expected.get(signal), within(1e-9)));
    }

    @Test
    void shouldIgnorePredictionsOfFirstObservationsAndActionsAtLastOnes() {
        byte[] flags = {StepSignals.LAST, StepSignals.FIRST, 0};
        StepSignals segment = new StepSignals(
                3,
                flags,
                new int[] {2, 0, 1},
                new float[] {1, 50, 1},
                new float[3],
                new float[] {.2f, .9f, .4f},
                new byte[6],
                new float[] {1, 1, 99, 99, 1, 1},
                new float[6]);
        WindowSignals window = new WindowSignals(Streams.LAYOUT);
        window.add(segment);
        Map<String, Double> values = window.values(P, A);
        assertThat(values.get(SignalNames.TV)).isCloseTo(.3, within(1e-6));
        assertThat(values.get(SignalNames.REWARD)).isCloseTo(1, within(1e-6));
        assertThat(window.actionFrequencies()).containsExactly(.5, .5, 0);
    }

    @Test
    void shouldCountErrorsInFamiliarStatesOnly() {
        WindowSignals window = new WindowSignals(bounded(Extent.NONE));
        for (int i = 0; i < 60; i++) {
            // Route novelty .5 is familiar, 2 is not: there neither group may be judged.
            window.add(step(new float[] {1, 3}, new float[] {0, .5f}, Extent.NONE));
            if (i % 3 == 0) {
                window.add(step(new float[] {50, 50}, new float[] {0, 2}, Extent.NONE));
            }
        }
        Map<String, Double> values = window.values(P, A);
        assertThat(values.get("residual.ego")).isCloseTo(1, within(1e-6));
        assertThat(values.get("residual.route")).isCloseTo(3, within(1e-6));
        assertThat(values.get("unfamiliar.route")).isCloseTo(.25, within(1e-9));
        assertThat(values.get("unfamiliar.ego")).isZero();
    }

    @Test
    void shouldSayNothingOfDynamicsWhereMostStatesAreUnfamiliar() {
        WindowSignals window = new WindowSignals(bounded(Extent.NONE));
        for (int i = 0; i < 100; i++) {
            window.add(step(new float[] {1, 1}, new float[] {0, i < 40 ? .5f : 2}, Extent.NONE));
        }
        assertThat(window.values(P, A)).doesNotContainKeys("residual.ego", "residual.route");
    }

    @Test
    void shouldCountOnlyWhatWasPredicted() {
        WindowSignals window = new WindowSignals(bounded(Extent.NONE));
        for (int i = 0; i < 100; i++) {
            // 0 stands for no prediction, as where no object is in sight.
            window.add(step(new float[] {1, i < 40 ? 0 : 2}, new float[] {0, 0}, Extent.NONE));
        }
        assertThat(window.values(P, A).get("residual.route")).isCloseTo(2, within(1e-6));
    }

    @Test
    void shouldCountSegmentsThatLeaveTheSupport() {
        Extent support = Extent.of(new float[] {0, 0, 0, 1, 1, 1}, 2, 3);
        WindowSignals window = new WindowSignals(bounded(support));
        Extent inside = Extent.of(new float[] {.2f, 1.04f, .5f}, 1, 3);
        Extent beyond = Extent.of(new float[] {.2f, .5f, 1.2f}, 1, 3);
        for (int i = 0; i < 4; i++) {
            window.add(step(new float[2], new float[2], i == 0 ? beyond : inside));
        }
        Map<String, Double> values = window.values(P, A);
        assertThat(values.get("outside.route")).isCloseTo(.25, within(1e-9));
        assertThat(values.get("outside.ego")).isZero();
        assertThat(window.extent()).isEqualTo(inside.union(beyond));
    }

    @Test
    void shouldCompareWhatWasPromisedWithWhatWasEarned() {
        // Two stretches: from 10 over 1 and 2 to 8, still to come; and from 7 over 5 to a terminal end, after which 99
        // means nothing.
        byte[] flags = {0, 0, StepSignals.LAST, StepSignals.FIRST, StepSignals.LAST | StepSignals.TERMINAL};
        float[] rewards = {50, 1, 2, 50, 5};
        float[] values = {10, 0, 8, 7, 99};
        double gamma = .5;
        double first = 10 - (1 + gamma * 2 + gamma * gamma * 8);
        double second = 7 - 5;
        WindowSignals window = new WindowSignals(Streams.LAYOUT.discount(gamma));
        window.add(promised(flags, rewards, values));
        assertThat(window.values(P, A).get(SignalNames.VALUE)).isCloseTo((first + second) / 2, within(1e-9));
    }

    @Test
    void shouldSayNothingOfPromisesWithoutDiscountOrValues() {
        WindowSignals undiscounted = new WindowSignals(Streams.LAYOUT);
        undiscounted.add(promised(new byte[2], new float[2], new float[2]));
        assertThat(undiscounted.values(P, A)).doesNotContainKey(SignalNames.VALUE);
        WindowSignals unvalued = new WindowSignals(Streams.LAYOUT.discount(.9));
        unvalued.add(promised(new byte[2], new float[2], new float[0]));
        assertThat(unvalued.values(P, A)).doesNotContainKey(SignalNames.VALUE);
    }

    private static StepSignals promised(byte[] flags, float[] rewards, float[] values) {
        int length = flags.length;
        return new StepSignals(
                length,
                flags,
                new int[length],
                rewards,
                new float[length],
                new float[length],
                new byte[2 * length],
                new float[2 * length],
                new float[2 * length],
                values,
                Extent.NONE);
    }

    @Test
    void shouldRefuseAClassThatTheLayoutDoesNotKnow() {
        StepSignals odd = new StepSignals(
                1,
                new byte[1],
                new int[] {7},
                new float[1],
                new float[1],
                new float[1],
                new byte[2],
                new float[2],
                new float[2]);
        assertThatThrownBy(() -> new WindowSignals(Streams.LAYOUT).add(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7");
    }

    /** One step, as if an environment stood still for a whole segment. */
    private static StepSignals repeated(StepSignals step, int length) {
        byte[] z = new byte[length * 2];
        int[] actions = new int[length];
        for (int t = 0; t < length; t++) {
            z[2 * t] = step.latentClasses()[0];
            z[2 * t + 1] = step.latentClasses()[1];
            actions[t] = step.actions()[0];
        }
        float[] zeros = new float[length * 2];
        return new StepSignals(length, new byte[length], actions, zeros, zeros, zeros, z, zeros, zeros);
    }

    /** Everything up to a novelty of 1 is familiar. */
    private static SignalLayout bounded(Extent support) {
        return new SignalLayout(
                2,
                4,
                3,
                List.of(
                        new SignalGroup("ego", SignalGroup.Role.BODY, 0, 1, 1),
                        new SignalGroup("route", SignalGroup.Role.SCENE, 1, 3, 1)),
                0,
                support);
    }

    private static StepSignals step(float[] residuals, float[] novelty, Extent extent) {
        return new StepSignals(
                1,
                new byte[1],
                new int[1],
                new float[1],
                new float[1],
                new float[1],
                new byte[2],
                residuals,
                novelty,
                new float[0],
                extent);
    }
}
