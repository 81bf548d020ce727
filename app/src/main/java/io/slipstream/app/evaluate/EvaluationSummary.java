package io.slipstream.app.evaluate;

import io.slipstream.app.statistics.Interval;
import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.task.Control;
import io.slipstream.sim.task.Signal;
import io.slipstream.sim.task.StopSign;
import io.slipstream.sim.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How an evaluation went, every figure with its 95 % interval.
 *
 * @param episodes how many episodes were driven
 * @param success share that reached the destination
 * @param collision share that ended in a collision
 * @param outOfLane share that left the lane
 * @param timeOut share that ran out of time
 * @param signal share that ran a red light; without samples on a task without lights
 * @param stop share that ran a stop sign; without samples on a task without one
 * @param episodeReturn undiscounted return
 * @param meanTtc mean time to collision in s, over the episodes that met a car
 * @param minTtc mean over the episodes of the smallest time to collision in s
 * @param meanLaneTtc CarDreamer's time to collision in s, over the episodes that had a car ahead in their lane
 * @param minLaneTtc mean over the episodes of the smallest one in s
 * @param lowTtcShare share of ticks with a time to collision under 1.5 s
 * @param drivingScore [0, 1]
 * @param routeCompletion [0, 1]
 * @param meanSpeed m/s
 * @param comfort share of ticks within the comfort limits
 * @param steps ticks an episode took
 */
public record EvaluationSummary(
        int episodes,
        Interval success,
        Interval collision,
        Interval outOfLane,
        Interval timeOut,
        Interval signal,
        Interval stop,
        Interval episodeReturn,
        Interval meanTtc,
        Interval minTtc,
        Interval meanLaneTtc,
        Interval minLaneTtc,
        Interval lowTtcShare,
        Interval drivingScore,
        Interval routeCompletion,
        Interval meanSpeed,
        Interval comfort,
        Interval steps) {

    /** Summarises finished episodes of a task. */
    public static EvaluationSummary of(Task task, List<EpisodeMetrics> episodes) {
        Optional<Control> control = task.features().control();
        List<EpisodeMetrics> none = List.of();
        return new EvaluationSummary(
                episodes.size(),
                share(episodes, Outcome.DESTINATION::equals),
                share(episodes, Outcome.COLLISION::equals),
                share(episodes, Outcome.OUT_OF_LANE::equals),
                share(episodes, Outcome.TIME_OUT::equals),
                share(control.filter(Signal.class::isInstance).isPresent() ? episodes : none, Outcome.SIGNAL::equals),
                share(control.filter(StopSign.class::isInstance).isPresent() ? episodes : none, Outcome.STOP::equals),
                mean(episodes, EpisodeMetrics::episodeReturn),
                present(episodes.stream().map(EpisodeMetrics::meanTtc).toList()),
                present(episodes.stream().map(EpisodeMetrics::minTtc).toList()),
                present(episodes.stream().map(EpisodeMetrics::meanLaneTtc).toList()),
                present(episodes.stream().map(EpisodeMetrics::minLaneTtc).toList()),
                mean(episodes, EpisodeMetrics::lowTtcShare),
                mean(episodes, EpisodeMetrics::drivingScore),
                mean(episodes, EpisodeMetrics::routeCompletion),
                mean(episodes, EpisodeMetrics::meanSpeed),
                mean(episodes, EpisodeMetrics::comfort),
                mean(episodes, EpisodeMetrics::steps));
    }

    private static Interval share(List<EpisodeMetrics> episodes, Predicate<Outcome> which) {
        long hits = episodes.stream().map(EpisodeMetrics::outcome).filter(which).count();
        return Interval.ofShare((int) hits, episodes.size());
    }

    private static Interval mean(List<EpisodeMetrics> episodes, ToDoubleFunction<EpisodeMetrics> figure) {
        return Interval.ofMean(episodes.stream().mapToDouble(figure).toArray());
    }

    /** Over those that have the figure: an absent time to collision is no zero. */
    private static Interval present(List<OptionalDouble> figures) {
        return Interval.ofMean(figures.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    }
}
