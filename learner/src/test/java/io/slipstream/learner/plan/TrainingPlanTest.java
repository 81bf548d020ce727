package io.slipstream.learner.plan;

import static io.slipstream.schemas.avro.Component.NONE;
import static io.slipstream.schemas.avro.Component.POLICY;
import static io.slipstream.schemas.avro.Component.WORLD_MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.plan.TrainingPlan.Publication;
import io.slipstream.schemas.avro.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    private final TrainingPlan plan = new TrainingPlan(new PlanSettings(6, 4, 2, 1000, 2.0, 500), Strategy.SLIPSTREAM);

    @Test
    void shouldBeIdleWithoutADecision() {
        assertThat(plan.next(1_000_000)).isEmpty();
        assertThatThrownBy(plan::updated).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldOnlyCollectDuringWarmUp() {
        plan.begin(1L, POLICY, 10_000);

        assertThat(plan.next(10_999)).isEmpty();
        assertThat(plan.next(11_000)).containsExactly(Part.POLICY);
    }

    @Test
    void shouldHoldTheReplayRatio() {
        plan.begin(1L, WORLD_MODEL, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(plan.next(1000)).containsExactly(Part.WORLD_MODEL);
            plan.updated();
        }

        assertThat(plan.next(1000)).isEmpty();
        assertThat(plan.next(1250)).containsExactly(Part.WORLD_MODEL);
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
    void shouldPublishNothingOfAPolicyWhileOnlyItsCriticMoves() {
        PlanSettings nine = new PlanSettings(9, 9, 1, 0, 8, 1);

        assertThat(publications(nine, POLICY, Strategy.SLIPSTREAM))
                .startsWith(Publication.NOTHING, Publication.NOTHING, Publication.NOTHING, Publication.INTERMEDIATE)
                .endsWith(Publication.INTERMEDIATE, Publication.FINAL)
                .hasSize(9);
        assertThat(publications(nine, POLICY, Strategy.BOTH))
                .as("the world model moves from the first update on")
                .startsWith(Publication.INTERMEDIATE);
        assertThat(publications(nine, WORLD_MODEL, Strategy.SLIPSTREAM)).startsWith(Publication.INTERMEDIATE);
    }

    @Test
    void shouldAlwaysPublishTheEndOfABudget() {
        PlanSettings one = new PlanSettings(1, 1, 1, 0, 8, 1);

        assertThat(publications(one, POLICY, Strategy.SLIPSTREAM)).containsExactly(Publication.FINAL);
    }

    private static List<Publication> publications(PlanSettings settings, Component component, Strategy strategy) {
        TrainingPlan plan = new TrainingPlan(settings, strategy);
        plan.begin(1L, component, 0);
        List<Publication> publications = new ArrayList<>();
        while (plan.standing().isPresent()) {
            publications.add(plan.updated());
        }
        return publications;
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

        assertThat(plan.standing()).contains(Assignment.of(2L, POLICY, Set.of(Part.POLICY), 5000));
    }

    @Test
    void shouldGoOnWhenADecisionNamesWhatIsBeingTrained() {
        plan.begin(1L, WORLD_MODEL, 0);
        plan.updated();
        Assignment before = plan.standing().orElseThrow();

        assertThat(plan.begin(2L, WORLD_MODEL, 5000)).isFalse();

        assertThat(plan.standing())
                .as("the monitor waits for a version that answers the newer one")
                .contains(before.answering(2));
        assertThat(plan.budgets()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenADecisionNamesNothing() {
        plan.begin(1L, WORLD_MODEL, 0);

        plan.begin(2L, NONE, 5000);

        assertThat(plan.next(1000)).containsExactly(Part.WORLD_MODEL);
    }

    @Test
    void shouldNotTrainWhilePaused() {
        plan.begin(1L, WORLD_MODEL, 0);
        plan.pause();
        assertThat(plan.next(5000)).isEmpty();

        plan.resume();

        assertThat(plan.next(5000)).containsExactly(Part.WORLD_MODEL);
    }

    @Test
    void shouldGoOnWithARestoredAssignment() {
        plan.restore(new Assignment(3L, WORLD_MODEL, Set.of(Part.WORLD_MODEL), 0, 5, 2500), 1);

        assertThat(plan.updated()).isEqualTo(Publication.FINAL);
    }

    @Test
    void shouldTakeTurnsWhenTheStrategyAlternates() {
        TrainingPlan turns = new TrainingPlan(new PlanSettings(1, 1, 1, 0, 8, 1), Strategy.ALTERNATE);
        List<Set<Part>> trained = new ArrayList<>();
        for (long decision = 1; decision <= 3; decision++) {
            turns.begin(decision, POLICY, 0);
            trained.add(turns.next(1000));
            turns.updated();
        }

        assertThat(trained).containsExactly(Set.of(Part.WORLD_MODEL), Set.of(Part.POLICY), Set.of(Part.WORLD_MODEL));
    }

    @Test
    void shouldNeverBeginWhenTheStrategyTrainsNothing() {
        TrainingPlan idle = new TrainingPlan(new PlanSettings(1, 1, 1, 0, 8, 1), Strategy.NONE);

        assertThat(idle.begin(1L, WORLD_MODEL, 0)).isFalse();
        assertThat(idle.standing()).isEmpty();
        assertThat(idle.budgets()).isZero();
    }
}
