package io.slipstream.app.study;

import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.app.pretrain.Scenarios;
import io.slipstream.model.ModelWeights;

/**
 * Evaluates the models of a cell on fresh episodes. The episodes are those of the seed, whatever the strategy: strategies
 * meet the same traffic.
 */
final class Grading {
    private static final int ENVIRONMENTS = 100;
    /** Far from the seeds of driving. */
    private static final long FRESH = 0x57d7;

    private final Cell cell;
    private final StudySettings settings;

    Grading(Cell cell, StudySettings settings) {
        this.cell = cell;
        this.settings = settings;
    }

    CurvePoint onTheWay(ModelWeights weights, Spending spent) {
        return point(cell.task(), cell.shift(), weights, spent);
    }

    /** The same where the model came from. */
    CurvePoint inTheOldWorld(ModelWeights weights, Spending spent) {
        return point(StudySettings.SOURCE_TASK, "C0", weights, spent);
    }

    private CurvePoint point(String task, String shift, ModelWeights weights, Spending spent) {
        EvaluationSummary summary = drive(task, shift, weights, settings.episodes(), 1_000 + spent.updates(), false);
        return new CurvePoint(
                spent.steps(),
                spent.updates(),
                spent.coreSeconds(),
                summary.success().value(),
                summary.meanTtc().value());
    }

    EvaluationSummary atTheEnd(ModelWeights weights, boolean greedy) {
        return drive(cell.task(), cell.shift(), weights, settings.finalEpisodes(), greedy ? 1 : 0, greedy);
    }

    /** Success on the task the model came from. */
    double retention(ModelWeights weights) {
        return drive(StudySettings.SOURCE_TASK, "C0", weights, settings.finalEpisodes(), 2, false)
                .success()
                .value();
    }

    private EvaluationSummary drive(
            String task, String shift, ModelWeights weights, int episodes, long number, boolean greedy) {
        long seed = (FRESH + cell.seed()) * 1_000_003 + number;
        Evaluation evaluation = new Evaluation(Scenarios.of(task, shift), episodes, ENVIRONMENTS, seed);
        try (Pilot pilot = new ModelPilot(weights, evaluation.environments(), seed, greedy)) {
            return EvaluationSummary.of(evaluation.scenario().task(), evaluation.run(pilot));
        }
    }
}
