package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.schemas.avro.Component;
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
        collect(learning, 0, 10);
        for (int s = 10; s < 20; s++) {
            learning.on(new LogEvent.SegmentArrived(Segments.demonstrated(SPEC, 4, s, T), 0, 1000L + s));
        }
        for (int i = 0; i < 10; i++) {
            learning.on(new LogEvent.EpisodeEnded(Records.episode(4, 0, demonstrated + i)));
            learning.on(new LogEvent.EpisodeEnded(Records.episode(1, 1, driven + i)));
        }
        return learning;
    }

    @Test
    void shouldEndABudgetWhoseDemonstrationsWereEnough() {
        Learning learning = imitating(400, 100);
        assertThat(trainAll(learning)).as("then it waits for episodes").isEqualTo(4);
        assertThat(manifests).hasSize(1);
        drive(learning, 402);

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
        drive(learning, 200);

        assertThat(trainAll(learning)).isEqualTo(4);
        assertThat(manifests).hasSize(3);
        drive(learning, 200);
        assertThat(trainAll(learning)).isEqualTo(4);

        assertThat(learning.busy()).as("the last version is judged").isTrue();
        assertThat(learning.recovered()).isFalse();
        assertThat(manifests).hasSize(5);
    }

    @Test
    void shouldGiveAPolicyAnotherBudgetOnceWhenTheFirstWasNotEnough() {
        Learning learning = imitating(400, 100);
        spend(learning, 200);
        assertThat(manifests).hasSize(5);

        spend(learning, 200);

        assertThat(manifests).hasSize(10);
        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);
        assertThat(learning.busy()).as("and no third one").isFalse();
        assertThat(learning.recovered()).isFalse();
    }

    @Test
    void shouldLeaveItAtOneBudgetWhoseLastVersionDrivesWell() {
        Learning learning = imitating(400, 100);
        trainAll(learning);
        drive(learning, 200);
        trainAll(learning);
        drive(learning, 200);
        trainAll(learning);
        drive(learning, 402);

        assertThat(learning.train()).isEqualTo(Learning.Step.WAITED);

        assertThat(learning.busy()).isFalse();
        assertThat(learning.recovered()).isTrue();
        assertThat(manifests).hasSize(5);
    }

    /** A whole budget, whose versions all earn so much. */
    private static void spend(Learning learning, double earned) {
        for (int third = 0; third < 3; third++) {
            assertThat(trainAll(learning)).isEqualTo(4);
            drive(learning, earned);
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

    /** Every environment ends three episodes, the first of which began with the version before. */
    private static void drive(Learning learning, double earned) {
        for (int i = 0; i < 3; i++) {
            for (int e = 0; e < ENVIRONMENTS; e++) {
                learning.on(new LogEvent.EpisodeEnded(Records.episode(e, 2, earned + (e % 3))));
            }
        }
    }
}
