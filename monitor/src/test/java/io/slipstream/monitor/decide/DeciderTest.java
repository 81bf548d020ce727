package io.slipstream.monitor.decide;

import static io.slipstream.schemas.avro.Component.NONE;
import static io.slipstream.schemas.avro.Component.POLICY;
import static io.slipstream.schemas.avro.Component.WORLD_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Component;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final long WINDOW = 5_000;

    private final Decider decider = new Decider(new DecisionSettings(2_500, 30, 2, 20_000, 60_000, .5, 0));
    private DecisionState state = DecisionState.initial();
    private long step;
    private int version = 1;
    private long answers;
    private String reference = "a";

    @Test
    void shouldHoldDecisionWhenSampleIsTooSmall() {
        for (int i = 0; i < 5; i++) {
            Ruling ruling = next(worn().steps(2_499));
            assertThat(ruling.decision()).isEmpty();
            assertThat(ruling.verdict()).isEmpty();
            assertThat(ruling.held()).contains("too small");
        }
    }

    @Test
    void shouldDecideOnceAVerdictHoldsForTwoWindows() {
        assertThat(next(worn()).decision()).isEmpty();
        Ruling ruling = next(worn());
        assertThat(ruling.decision()).contains(1L);
        assertThat(ruling.state().standing()).isEqualTo(WORLD_MODEL);
    }

    @Test
    void shouldStartCountingAgainWhenTheVerdictFlickers() {
        next(worn());
        next(new Evidence());
        assertThat(next(worn()).decision()).isEmpty();
        assertThat(next(strange()).decision()).isEmpty();
        assertThat(next(strange()).decision()).contains(1L);
    }

    @Test
    void shouldStartCountingAgainWhenTheVersionChanges() {
        next(worn());
        version = 2;
        assertThat(next(worn()).decision()).isEmpty();
        assertThat(next(worn()).decision()).contains(1L);
    }

    @Test
    void shouldWriteNothingWhileEverythingFits() {
        for (int i = 0; i < 10; i++) {
            assertThat(next(new Evidence()).decision()).isEmpty();
        }
    }

    @Test
    void shouldWaitForTheVersionThatWasAskedFor() {
        decide(worn(), 1);
        next(worn());
        for (int i = 0; i < 6; i++) {
            assertThat(next(worn()).held()).contains("has not arrived").contains("decision 1");
        }
        version = 2;
        answers = 1;
        next(worn());
        assertThat(next(worn()).held()).as("an intermediate version").contains("has not arrived");
        version = 3;
        reference = "b";
        next(worn());
        assertThat(next(worn()).decision()).contains(2L);
    }

    @Test
    void shouldNotWaitForEver() {
        decide(worn(), 1);
        int windows = 0;
        Ruling ruling = next(worn());
        while (ruling.decision().isEmpty()) {
            ruling = next(worn());
            windows++;
        }
        assertThat(windows).isEqualTo(11);
    }

    @Test
    void shouldCoolDownAfterADecision() {
        decide(worn(), 1);
        arrive(1);
        assertThat(next(strange()).decision()).isEmpty();
        assertThat(next(strange()).held()).contains("cooling down until step 30000");
        assertThat(next(strange()).held()).contains("cooling down");
        assertThat(next(strange()).decision()).contains(2L);
        assertThat(state.standing()).isEqualTo(POLICY);
    }

    @Test
    void shouldSayWhenEverythingFitsAgain() {
        decide(worn(), 1);
        arrive(1);
        assertThat(next(new Evidence()).decision()).isEmpty();
        assertThat(next(new Evidence()).decision())
                .as("in spite of the cool-down")
                .contains(2L);
        assertThat(state.standing()).isEqualTo(NONE);
        assertThat(next(new Evidence()).decision()).isEmpty();
    }

    @Test
    void shouldNameTheSamePartAgainWhenItsUpdateDidNotHelp() {
        decide(worn(), 1);
        arrive(1);
        Component named = NONE;
        for (int i = 0; i < 4; i++) {
            named = next(worn()).decision().isPresent() ? state.standing() : named;
        }
        assertThat(named).isEqualTo(WORLD_MODEL);
        assertThat(state.lastId()).isEqualTo(2);
    }

    private void decide(Evidence evidence, long expected) {
        next(evidence);
        assertThat(next(evidence).decision()).contains(expected);
    }

    private void arrive(long decision) {
        version++;
        answers = decision;
        reference = "version " + version;
    }

    private Ruling next(Evidence evidence) {
        step += WINDOW;
        Ruling ruling = decider.rule(
                state,
                new WindowEvidence(step, version, answers, reference, evidence.readings(), new AdaWmConstants(.5, 0)));
        state = ruling.state();
        return ruling;
    }

    private static Evidence worn() {
        return new Evidence().with("residual.ego", 3);
    }

    private static Evidence strange() {
        return new Evidence().with("unfamiliar.route", 3);
    }
}
