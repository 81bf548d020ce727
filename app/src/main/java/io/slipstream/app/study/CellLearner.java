package io.slipstream.app.study;

import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.train.GuardSettings;
import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.tensor.DeviceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The live learner's settings in a study: the same for all strategies but for what moves. */
final class CellLearner {
    static final String FLEET = "study";
    /** What a direct learner takes the topic of its steps for. */
    static final String TRANSITIONS = "study";

    private static final int BATCH = 16;
    private static final int PUBLISH_EVERY = 50;
    private static final double REPLAY_RATIO = 8;
    private static final LearningRates FULL = new LearningRates(3e-4f, 5e-4f, 2e-3f);
    private static final LearningRates LOW_RANK = new LearningRates(1e-3f, 2e-3f, 2e-3f);

    private CellLearner() {}

    static LearnerSettings settings(Cell cell, StudySettings study) {
        Strategy strategy = cell.strategy();
        return new LearnerSettings(
                FLEET,
                TRANSITIONS,
                Optional.empty(),
                Path.of("unused"),
                BATCH,
                StudySettings.SEGMENT,
                strategy,
                new PlanSettings(
                        study.worldModelUpdates(),
                        study.policyUpdates(),
                        PUBLISH_EVERY,
                        study.warmUp(),
                        REPLAY_RATIO,
                        BATCH * StudySettings.SEGMENT),
                2 * study.steps(),
                true,
                strategy.lowRank()
                        ? TrainingSettings.finetuning(study.adapters().forms(), LOW_RANK)
                        : TrainingSettings.finetuning(UpdateForms.whole(), FULL),
                GuardSettings.standard(),
                Duration.ofDays(1),
                Duration.ofDays(1),
                cell.seed(),
                DeviceChoice.AUTO);
    }
}
