package io.slipstream.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.decide.Verdict;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.OffsetRange;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final Cell CELL = new Cell("LTM03", "C0", Strategy.SLIPSTREAM, 1);
    private static final StudySettings SETTINGS =
            new StudySettings(20_000, 0, 6, 3, 3, 256, 8, 0.125, 3, 8, 8, StudyTest.ADAPTERS);

    @Test
    void shouldNameTheWindowsThatADecisionRestsOnAsALearnerLooksForThem() {
        Verdict verdict = new Verdict(
                Component.POLICY,
                Finding.POLICY,
                new Reading("outside.route", 0.5, 0.4, 0.6, 0, 0.02, 5_000),
                Component.WORLD_MODEL,
                3,
                Component.NONE,
                "somewhere new");

        FinetuneDecision decision = Records.decision(new FleetWatch.Decided(4L, verdict, 30, 70, 3), 9_000, 2);

        LearnerSettings learner = CellLearner.settings(CELL, SETTINGS);
        assertThat(decision.getOffsets()).containsExactly(new OffsetRange(learner.topicsPrefix(), 0, 30L, 70L));
        assertThat(decision.getConstants()).containsEntry("hysteresis.windows", 3.0);
        assertThat(decision.getComponent()).isEqualTo(Component.POLICY);
    }
}
