package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Outcome;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which part moves first where a decision finds both at fault. */
class PrecedenceTest extends LearningFixture {
    @BeforeEach
    void takeABudgetOfTwelveUpdates() {
        plan = new PlanSettings(12, 12, 2, 512, 8, 32);
    }

    @Test
    void shouldTrainThePolicyFirstWhereSomebodyDrivesBetter() {
        Learning learning = bothAtFault(400, 100);

        assertThat(learning.train()).isEqualTo(Learning.Step.UPDATED);

        assertThat(learning.component()).isEqualTo(Component.POLICY);
    }

    @Test
    void shouldTrainTheWorldModelFirstWhereNobodyDrivesBetter() {
        Learning learning = bothAtFault(100, 100);

        learning.train();

        assertThat(learning.component()).isEqualTo(Component.WORLD_MODEL);
    }

    @Test
    void shouldTrainTheWorldModelWhereNobodyMayTrainThePolicy() {
        Learning learning = bothAtFault(400, 100);
        learning.on(command(CommandKind.FORBID_COMPONENT, Map.of("component", "POLICY")));

        learning.train();

        assertThat(learning.component()).isEqualTo(Component.WORLD_MODEL);
    }

    @Test
    void shouldLeaveADecisionAboutTheWorldModelAloneAsItIs() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.WORLD_MODEL)));
        demonstrate(learning, 400, 100);

        learning.train();

        assertThat(learning.component()).isEqualTo(Component.WORLD_MODEL);
    }

    @Test
    void shouldBringWhatAPolicyImitatesToItsEndBeforeTheWorldModelsBudget() {
        Learning learning = bothAtFault(400, 100);
        learning.train();

        learning.on(new LogEvent.Decided(Records.decision(2, Component.WORLD_MODEL)));

        assertThat(learning.component()).isEqualTo(Component.POLICY);
        afterThePolicysTurn(learning);
        assertThat(manifests).extracting(ModelVersion::getComponent).containsOnly(Component.POLICY);
        assertThat(manifests)
                .as("what comes of it answers the newer decision")
                .extracting(ModelVersion::getDecision)
                .containsOnly(2L);
    }

    @Test
    void shouldLetTheWorldModelCutAPolicyShortThatDreams() {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        demonstrate(learning, 100, 400);
        learning.train();
        assertThat(learning.component()).isEqualTo(Component.POLICY);

        learning.on(new LogEvent.Decided(Records.decision(2, Component.WORLD_MODEL)));

        assertThat(learning.component()).isEqualTo(Component.WORLD_MODEL);
    }

    @Test
    void shouldTrainTheWorldModelOnceThePolicyHasHadItsTurn() {
        Learning learning = bothAtFault(400, 100);
        afterThePolicysTurn(learning);

        learning.on(new LogEvent.Decided(Records.mixed(2)));
        learning.train();

        assertThat(learning.component()).isEqualTo(Component.WORLD_MODEL);
    }

    @Test
    void shouldGiveThePolicyItsTurnAgainInAnotherWorld() {
        Learning learning = bothAtFault(400, 100);
        afterThePolicysTurn(learning);
        learning.on(new LogEvent.Decided(Records.decision(2, Component.NONE)));

        learning.on(new LogEvent.Decided(Records.mixed(3)));
        demonstrate(learning, 20, 4000, 100);
        learning.train();

        assertThat(learning.component()).isEqualTo(Component.POLICY);
    }

    @Test
    void shouldRememberWhoseTurnItIs() {
        Learning first = bothAtFault(400, 100);
        Checkpoint before = first.checkpoint(Map.of());
        afterThePolicysTurn(first);
        Checkpoint after = first.checkpoint(Map.of());

        Learning early = restored(before);
        early.train();
        assertThat(early.component()).isEqualTo(Component.POLICY);

        Learning late = restored(after);
        late.on(new LogEvent.Decided(Records.mixed(2)));
        late.train();
        assertThat(late.component()).isEqualTo(Component.WORLD_MODEL);
    }

    private Learning restored(Checkpoint checkpoint) {
        Learning learning = learning(origin());
        demonstrate(learning, 400, 100);
        learning.restore(checkpoint);
        return learning;
    }

    private Learning bothAtFault(double demonstrated, double driven) {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.mixed(1)));
        demonstrate(learning, demonstrated, driven);
        return learning;
    }

    private static void afterThePolicysTurn(Learning learning) {
        trainAll(learning);
        drive(learning, Outcome.DESTINATION);
        assertThat(learning.train()).isEqualTo(Learning.Step.PUBLISHED);
        assertThat(learning.busy()).isFalse();
    }
}
