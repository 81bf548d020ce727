package io.slipstream.app.study;

import io.slipstream.app.evaluate.EvaluationSummary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a cell.
 *
 * @param cell which one
 * @param settings what it got
 * @param model folder name of the model it began with
 * @param curve every evaluation, the first one before any update
 * @param success at the end
 * @param greedySuccess at the end, when the likeliest action is taken
 * @param ttc mean time to collision at the end, s
 * @param drivingScore at the end
 * @param routeCompletion at the end
 * @param meanReturn at the end, undiscounted
 * @param collisions share of episodes at the end
 * @param timeOuts share of episodes at the end
 * @param retention success on the task that the model came from, at the end
 * @param steps online steps used
 * @param updates gradient updates done
 * @param coreSeconds spent on updates
 * @param trainableParameters that moved at once at most
 * @param bytesPublished of all versions, without the first one
 * @param decisions what was decided when
 */
public record CellResult(
        Cell cell,
        StudySettings settings,
        String model,
        List<CurvePoint> curve,
        double success,
        double greedySuccess,
        double ttc,
        double drivingScore,
        double routeCompletion,
        double meanReturn,
        double collisions,
        double timeOuts,
        double retention,
        long steps,
        int updates,
        double coreSeconds,
        long trainableParameters,
        long bytesPublished,
        List<String> decisions) {
    /** Copies the lists. */
    public CellResult {
        curve = List.copyOf(curve);
        decisions = List.copyOf(decisions);
    }

    static CellResult of(
            Cell cell,
            StudySettings settings,
            String model,
            List<CurvePoint> curve,
            EvaluationSummary end,
            double greedySuccess,
            double retention,
            Spending spent) {
        return new CellResult(
                cell,
                settings,
                model,
                curve,
                end.success().value(),
                greedySuccess,
                end.meanTtc().value(),
                end.drivingScore().value(),
                end.routeCompletion().value(),
                end.episodeReturn().value(),
                end.collision().value(),
                end.timeOut().value(),
                retention,
                spent.steps(),
                spent.updates(),
                spent.coreSeconds(),
                spent.trainableParameters(),
                spent.bytesPublished(),
                spent.decisions());
    }

    /** Success before any update. */
    double before() {
        return curve.get(0).success();
    }

    /** What was evaluated around the return of the old world; empty if it did not return. */
    Optional<Return> aroundTheReturn() {
        for (int i = 1; i < curve.size(); i++) {
            CurvePoint before = curve.get(i - 1);
            CurvePoint at = curve.get(i);
            // Nothing else evaluates the same version twice: in the one world, then in the other.
            if (before.steps() == at.steps() && before.updates() == at.updates()) {
                return Optional.of(new Return(before, at, curve.subList(i, curve.size())));
            }
        }
        return Optional.empty();
    }

    /**
     * The old world is back.
     *
     * @param before the last evaluation in the new world
     * @param at the same version in the old one
     * @param since that one and all evaluations after it
     */
    record Return(CurvePoint before, CurvePoint at, List<CurvePoint> since) {}

    /** The first evaluation from which on a share of success was reached; null if never. */
    @Nullable
    CurvePoint recovered(double share) {
        return curve.stream()
                .filter(point -> point.success() >= share)
                .findFirst()
                .orElse(null);
    }
}
