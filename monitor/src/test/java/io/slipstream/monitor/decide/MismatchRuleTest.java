package io.slipstream.monitor.decide;

import static io.slipstream.schemas.avro.Component.NONE;
import static io.slipstream.schemas.avro.Component.POLICY;
import static io.slipstream.schemas.avro.Component.WORLD_MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MismatchRuleTest {
    private final MismatchRule rule = new MismatchRule(DecisionSettings.defaults());

    @Test
    void shouldNameNothingWhenEverySignalIsQuiet() {
        Verdict verdict = judge(new Evidence().with("residual.ego", .8));
        assertThat(verdict.component()).isEqualTo(NONE);
        assertThat(verdict.rejected()).isEqualTo(WORLD_MODEL);
        assertThat(verdict.margin()).isCloseTo(.2, within(1e-9));
    }

    @Test
    void shouldNameTheWorldModelWhenTheEgoMovesDifferently() {
        Verdict verdict = judge(new Evidence().with("residual.ego", 3));
        assertThat(verdict.component()).isEqualTo(WORLD_MODEL);
        assertThat(verdict.rejected()).isEqualTo(POLICY);
        assertThat(verdict.margin()).isCloseTo(2.5, within(1e-9));
        assertThat(verdict.reason()).contains("residual.ego").contains("differently");
    }

    @Test
    void shouldNameTheWorldModelWhenOtherCarsMoveDifferentlyInKnownStates() {
        assertThat(judge(new Evidence().with("residual.traffic", 4)).component())
                .isEqualTo(WORLD_MODEL);
    }

    @Test
    void shouldNameTheWorldModelWhenOthersDoInAKnownPlaceWhatNobodyDid() {
        Verdict verdict = judge(new Evidence().with("outside.traffic", 3));
        assertThat(verdict.component()).isEqualTo(WORLD_MODEL);
        assertThat(verdict.finding()).isEqualTo(Finding.DYNAMICS);
    }

    @Test
    void shouldNotBlameTheModelForOthersInANewPlace() {
        Verdict verdict = judge(new Evidence()
                .with("outside.traffic", 9)
                .with("unfamiliar.traffic", 9)
                .with("unfamiliar.route", 2));
        assertThat(verdict.component()).isEqualTo(POLICY);
        assertThat(verdict.finding()).isEqualTo(Finding.POLICY);
    }

    @Test
    void shouldNameThePolicyOnNewRoadsAndTasks() {
        assertThat(judge(new Evidence().with("unfamiliar.route", 5)).component())
                .isEqualTo(POLICY);
        assertThat(judge(new Evidence().with("outside.task", 5)).component()).isEqualTo(POLICY);
    }

    @Test
    void shouldAskForNoUpdateWhenTheSensorsAreAtFault() {
        Verdict verdict = judge(
                new Evidence().with("residual.route", 3).with("residual.ego", 8).with("outside.task", 4));
        assertThat(verdict.finding()).isEqualTo(Finding.OBSERVATION);
        assertThat(verdict.component()).isEqualTo(NONE);
        assertThat(verdict.reason()).contains("sensors").contains("residual.route");
    }

    @Test
    void shouldNotDecideByVisitationAndActions() {
        assertThat(judge(new Evidence().policy(2).with("actions", 2).dynamics(2))
                        .component())
                .isEqualTo(NONE);
    }

    @Test
    void shouldPutTheWorldModelFirstWhenBothAreAtFault() {
        Verdict verdict = judge(new Evidence().with("residual.ego", 2).with("unfamiliar.route", 8));
        assertThat(verdict.component()).isEqualTo(WORLD_MODEL);
        assertThat(verdict.rejected()).isEqualTo(POLICY);
        assertThat(verdict.margin()).isCloseTo(-6, within(1e-9));
        assertThat(verdict.finding()).isEqualTo(Finding.MIXED);
        assertThat(verdict.reason()).contains("comes first");
    }

    @Test
    void shouldNameThePolicyWhenItFailsInAWorldThatIsPredictedWell() {
        Verdict verdict = judge(new Evidence().success(.6, 50));
        assertThat(verdict.component()).isEqualTo(POLICY);
        assertThat(verdict.reason()).contains("no longer suits").contains("0.600");
        assertThat(judge(new Evidence().success(.6, 29)).component()).isEqualTo(NONE);
        assertThat(judge(new Evidence().success(.93, 50)).component()).isEqualTo(NONE);
    }

    @Test
    void shouldSayWhatTheAdaWmRuleWouldHaveSaid() {
        assertThat(judge(new Evidence()).baseline()).isEqualTo(NONE);
        assertThat(judge(new Evidence().dynamics(1.2).policy(2)).baseline()).isEqualTo(WORLD_MODEL);
        assertThat(judge(new Evidence().dynamics(.6).policy(2)).baseline()).isEqualTo(POLICY);
    }

    private Verdict judge(Evidence evidence) {
        return rule.judge(evidence.readings(), new AdaWmConstants(.5, 0));
    }
}
