package io.slipstream.learner.plan;

import static io.slipstream.schemas.avro.Component.NONE;
import static io.slipstream.schemas.avro.Component.POLICY;
import static io.slipstream.schemas.avro.Component.WORLD_MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.plan.TrainingPlan.Publication;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    private final TrainingPlan plan = new TrainingPlan(new PlanSettings(6, 4, 2, 1000, 2.0, 500));

    @Test
    void shouldBeIdleWithoutADecision() {
        assertThat(plan.next(1_000_000)).isEqualTo(NONE);
        assertThatThrownBy(plan::updated).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldOnlyCollectDuringWarmUp() {
        plan.begin(1L, POLICY, 10_000);

        assertThat(plan.next(10_999)).isEqualTo(NONE);
        assertThat(plan.next(11_000)).isEqualTo(POLICY);
    }

    @Test
    void shouldHoldTheReplayRatio() {
        plan.begin(1L, WORLD_MODEL, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(plan.next(1000)).isEqualTo(WORLD_MODEL);
            plan.updated();
        }

        assertThat(plan.next(1000)).isEqualTo(NONE);
        assertThat(plan.next(1250)).isEqualTo(WORLD_MODEL);
    }

    @Test
    void shouldPublishOnTheWayAndAtTheEndOfTheBudget() {
        plan.begin(1L, WORLD_MODEL, 0);
        List<Publication> publications = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            publications.add(plan.updated());
        }

        assertThat(publications)
                .containsExactly(
                        Publication.NOTHING,
                        Publication.INTERMEDIATE,
                        Publication.NOTHING,
                        Publication.INTERMEDIATE,
                        Publication.NOTHING,
                        Publication.FINAL);
        assertThat(plan.standing()).isEmpty();
    }

    @Test
    void shouldGiveEachComponentItsOwnBudget() {
        plan.begin(1L, POLICY, 0);
        for (int i = 0; i < 3; i++) {
            plan.updated();
        }

        assertThat(plan.updated()).isEqualTo(Publication.FINAL);
    }

    @Test
    void shouldStartANewBudgetWhenANewDecisionComes() {
        plan.begin(1L, WORLD_MODEL, 0);
        plan.updated();

        plan.begin(2L, POLICY, 5000);

        assertThat(plan.standing()).contains(Assignment.of(2L, POLICY, 5000));
    }

    @Test
    void shouldGoOnWhenADecisionNamesNothing() {
        plan.begin(1L, WORLD_MODEL, 0);

        plan.begin(2L, NONE, 5000);

        assertThat(plan.next(1000)).isEqualTo(WORLD_MODEL);
    }

    @Test
    void shouldNotTrainWhilePaused() {
        plan.begin(1L, WORLD_MODEL, 0);
        plan.pause();
        assertThat(plan.next(5000)).isEqualTo(NONE);

        plan.resume();

        assertThat(plan.next(5000)).isEqualTo(WORLD_MODEL);
    }

    @Test
    void shouldGoOnWithARestoredAssignment() {
        plan.restore(new Assignment(3L, WORLD_MODEL, 0, 5, 2500));

        assertThat(plan.updated()).isEqualTo(Publication.FINAL);
    }
}
