package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a learner does where a demonstrator drives better than its policy: imitates, auditions, goes on or ends. */
class ImitationTest extends LearningFixture {
    private static final PlanSettings TWELVE_UPDATES = new PlanSettings(12, 12, 2, 512, 8, 32);

    @BeforeEach
    void takeABudgetOfTwelveUpdates() {
        plan = TWELVE_UPDATES;
    }

    @Test
    void shouldImitateADemonstratorThatEarnsMore() {
        String before = learning(origin()).merged().sha256();

        assertThat(afterTheFirstUpdate(400, 100)).isNotEqualTo(before);
    }

    @Test
    void shouldImitateNobodyWhoEarnsNoMore() {
        String before = learning(origin()).merged().sha256();

        assertThat(afterTheFirstUpdate(100, 100)).isEqualTo(before);
    }

    /** In the first third of a policy's budget nothing but a demonstration moves what acts. */
    private String afterTheFirstUpdate(double demonstrated, double driven) {
        Learning learning = imitating(demonstrated, driven);
        assertThat(learning.train()).isEqualTo(Learning.Step.UPDATED);
        return learning.merged().sha256();
    }

    private Learning imitating(double demonstrated, double driven) {
        Learning learning = learning(origin());
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        demonstrate(learning, demonstrated, driven);
        return learning;
    }

    @Test
    void shouldEndABudgetWhoseDemonstrationsWereEnough() {
        Learning learning = imitating(400, 100);
        assertThat(trainAll(learning)).as("then it waits for episodes").isEqualTo(4);
        assertThat(manifests).hasSize(1);
        drive(learning, Outcome.DESTINATION);

        assertThat(learning.train()).isEqualTo(Learning.Step.PUBLISHED);

        assertThat(learning.busy()).isFalse();
        assertThat(learning.recovered()).isTrue();
        assertThat(manifests).hasSize(2);
        assertThat(hashes(manifests.get(1))).isEqualTo(hashes(manifests.get(0)));
        assertThat(manifests.get(1).getReference())
                .isNotEqualTo(manifests.get(0).getReference());
    }

    @Test
    void shouldGoOnImitatingUntilTheNextAuditionWhenDemonstrationsWereNotEnough() {
        Learning learning = imitating(400, 100);
        trainAll(learning);
        drive(learning, Outcome.COLLISION);

        assertThat(trainAll(learning)).isEqualTo(4);
        assertThat(manifests).hasSize(3);
        drive(learning, Outcome.COLLISION);
        assertThat(trainAll(learning)).isEqualTo(4);

        assertThat(learning.busy()).as("the last version is judged").isTrue();
        assertThat(learning.recovered()).isFalse();
        assertThat(manifests).hasSize(5);
    }

    @Test
    void shouldGiveAPolicyAnotherBudgetOnceWhenTheFirstWasNotEnough() {
        Learning learning = imitating(400, 100);
        spend(learning, Outcome.COLLISION);
        assertThat(manifests).hasSize(5);

        spend(learning, Outcome.COLLISION);

        assertThat(manifests).hasSize(10);
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        assertThat(learning.busy()).as("and no third one").isFalse();
        assertThat(learning.recovered()).isFalse();
    }

    @Test
    void shouldLeaveItAtOneBudgetWhoseLastVersionDrivesWell() {
        Learning learning = imitating(400, 100);
        trainAll(learning);
        drive(learning, Outcome.COLLISION);
        trainAll(learning);
        drive(learning, Outcome.COLLISION);
        trainAll(learning);
        drive(learning, Outcome.DESTINATION);

        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);

        assertThat(learning.busy()).isFalse();
        assertThat(learning.recovered()).isTrue();
        assertThat(manifests).hasSize(5);
    }

    /** A whole budget, whose versions all drive so. */
    private static void spend(Learning learning, Outcome outcome) {
        for (int third = 0; third < 3; third++) {
            assertThat(trainAll(learning)).isEqualTo(4);
            drive(learning, outcome);
        }
    }

    @Test
    void shouldDreamWhenNobodyDemonstratesAnythingBetter() {
        Learning learning = imitating(100, 400);
        String before = learning.merged().sha256();

        assertThat(trainAll(learning)).isEqualTo(12);

        assertThat(learning.merged().sha256()).isNotEqualTo(before);
        assertThat(manifests).hasSize(4);
    }

    @Test
    void shouldLeaveAPolicyAloneThatDrivesAsItAlwaysDid() {
        Learning learning = learning(origin(usuallyArriving()));
        String before = learning.merged().sha256();
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);
        drive(learning, Outcome.DESTINATION);

        assertThat(learning.train()).isEqualTo(Learning.Step.PUBLISHED);

        assertThat(learning.busy()).isFalse();
        assertThat(learning.merged().sha256()).isEqualTo(before);
        assertThat(manifests).hasSize(1);
        assertThat(Reference.fromAvro(manifests.get(0).getReference()).level("novelty.task"))
                .as("what it is somewhere new is familiar from now on")
                .isNotEqualTo(usuallyArriving().level("novelty.task"));
    }

    @Test
    void shouldTrainAPolicyThatArrivesLessOftenThanItDid() {
        Learning learning = learning(origin(usuallyArriving()));
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);
        drive(learning, Outcome.COLLISION);

        assertThat(learning.train()).isEqualTo(Learning.Step.UPDATED);
    }

    @Test
    void shouldTrainAPolicyThatDrivesAsItAlwaysDidWhenSomebodyOrdersIt() {
        Learning learning = learning(origin(usuallyArriving()));
        learning.on(command(CommandKind.FORCE_COMPONENT, Map.of("component", "POLICY")));
        collect(learning, 0, 10);
        drive(learning, Outcome.DESTINATION);

        assertThat(learning.train()).isEqualTo(Learning.Step.UPDATED);
    }

    @Test
    void shouldNotCallABudgetNeedlessOnceItHasMovedThePolicy() {
        Learning learning = learning(origin(usuallyArriving()));
        learning.on(new LogEvent.Decided(Records.decision(1, Component.POLICY)));
        collect(learning, 0, 10);
        for (int update = 0; update < 5; update++) {
            assertThat(learning.train()).isNotEqualTo(Learning.Step.WAITED);
        }
        drive(learning, Outcome.DESTINATION);

        learning.train();

        assertThat(learning.busy()).isTrue();
    }

    private static Reference usuallyArriving() {
        Map<String, Level> levels = new HashMap<>(reference().signals());
        levels.put(SignalNames.SUCCESS, new Level(0.99, 0.8));
        levels.put(SignalNames.RETURN, new Level(400, 390));
        return new Reference(levels, new double[SPEC.latent()], new double[SPEC.actions()], new float[0], Map.of());
    }
}
