package io.slipstream.monitor.decide;

import static io.slipstream.monitor.decide.Finding.DYNAMICS;
import static io.slipstream.monitor.decide.Finding.MIXED;
import static io.slipstream.monitor.decide.Finding.NONE;
import static io.slipstream.monitor.decide.Finding.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    private static final DecisionSettings SETTINGS = DecisionSettings.defaults();
    private static final SignalLayout LAYOUT =
            SignalLayout.of(1, 2, 2, List.of(SignalGroup.of("ego", SignalGroup.Role.BODY, 0, 1)));
    private static final int BLOCKS = 50;
    private static final int STEPS = 100;
    private static final Reference REFERENCE = new Reference(
            Map.of("tv", new Level(.1, .12), "novelty.ego", new Level(.2, .24)),
            new double[] {1, 0},
            new double[] {1, 0},
            new float[0],
            Map.of("C1", 2.0, "C2", 0.0));

    private final Random random = new Random(1);

    @Test
    void shouldFindWhatTheRuleFinds() {
        assertThat(judge(new MismatchRule(SETTINGS), new Evidence())).containsExactly(NONE);
        assertThat(judge(new MismatchRule(SETTINGS), new Evidence().with("residual.ego", 2)))
                .containsExactly(DYNAMICS);
        assertThat(judge(new MismatchRule(SETTINGS), new Evidence().with("unfamiliar.route", 2)))
                .containsExactly(POLICY);
        assertThat(judge(
                        new MismatchRule(SETTINGS),
                        new Evidence().with("residual.ego", 2).with("unfamiliar.route", 8)))
                .containsExactly(MIXED);
    }

    @Test
    void shouldTakeAdaWmsConstantsFromTheReference() {
        assertThat(judge(new AdaWmRule(SETTINGS), new Evidence())).containsExactly(NONE);
        assertThat(judge(new AdaWmRule(SETTINGS), new Evidence().dynamics(1.2).policy(.5)))
                .containsExactly(DYNAMICS);
        assertThat(judge(new AdaWmRule(SETTINGS), new Evidence().dynamics(1.2).policy(.7)))
                .containsExactly(POLICY);
    }

    @Test
    void shouldNameConstantsWheneverASignalPassed() {
        Evidence quiet = new Evidence().success(.1, 100).with("reward", 3);
        Evidence loud = new Evidence().with("actions", 2);
        assertThat(judge(ConstantIdentifier.alwaysModel(), quiet, loud)).containsExactly(NONE, DYNAMICS);
        assertThat(judge(ConstantIdentifier.alwaysPolicy(), quiet, loud)).containsExactly(NONE, POLICY);
        assertThat(judge(ConstantIdentifier.alternate(), loud, quiet, loud, loud))
                .containsExactly(DYNAMICS, NONE, POLICY, DYNAMICS);
    }

    @Test
    void shouldTellADriftOfTheDynamicsFromOneOfThePolicy() {
        for (DriftIdentifier identifier : List.of(DriftIdentifier.adwin(), DriftIdentifier.pageHinkley())) {
            assertThat(drift(identifier, .6, .2)).as(identifier.name()).isEqualTo(DYNAMICS);
            assertThat(drift(identifier, .1, .9)).as(identifier.name()).isEqualTo(POLICY);
            assertThat(drift(identifier, .6, .9)).as(identifier.name()).isEqualTo(MIXED);
            assertThat(drift(identifier, .1, .2)).as(identifier.name()).isEqualTo(NONE);
        }
    }

    @Test
    void shouldSeldomFindADriftInAStationaryStream() {
        for (DriftIdentifier identifier : List.of(DriftIdentifier.adwin(), DriftIdentifier.pageHinkley())) {
            Identifier.Session session = identifier.open(REFERENCE);
            long alarms = IntStream.range(0, 40)
                    .filter(i -> session.judge(window(.1, .2)) != NONE)
                    .count();
            assertThat(alarms).as(identifier.name()).isZero();
        }
    }

    /** What is found three windows after a change. */
    private Finding drift(Identifier identifier, double tv, double novelty) {
        Identifier.Session session = identifier.open(REFERENCE);
        for (int i = 0; i < 4; i++) {
            assertThat(session.judge(window(.1, .2))).isEqualTo(NONE);
        }
        session.judge(window(tv, novelty));
        session.judge(window(tv, novelty));
        return session.judge(window(tv, novelty));
    }

    private SignalWindow window(double tv, double novelty) {
        List<WindowSignals> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(block(tv + .02 * random.nextGaussian(), novelty + .02 * random.nextGaussian()));
        }
        return new SignalWindow(new Evidence().steps((long) BLOCKS * STEPS).readings(), blocks);
    }

    private static WindowSignals block(double tv, double novelty) {
        float[] tvs = new float[STEPS];
        float[] novelties = new float[STEPS];
        Arrays.fill(tvs, (float) tv);
        Arrays.fill(novelties, (float) novelty);
        WindowSignals block = new WindowSignals(LAYOUT);
        block.add(new StepSignals(
                STEPS,
                new byte[STEPS],
                new int[STEPS],
                new float[STEPS],
                new float[STEPS],
                tvs,
                new byte[STEPS],
                new float[STEPS],
                novelties));
        return block;
    }

    private static List<Finding> judge(Identifier identifier, Evidence... windows) {
        Identifier.Session session = identifier.open(REFERENCE);
        return Arrays.stream(windows)
                .map(window -> session.judge(new SignalWindow(window.readings(), List.of())))
                .toList();
    }
}
