package io.slipstream.monitor.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A trial so far; a value, stored with every episode so that a restart goes on where it stopped.
 *
 * @param candidate version on trial
 * @param shadow whether it only looks on
 * @param candidateEpisodes episodes it drove from first to last step; in shadow mode those it looked on at
 * @param incumbentEpisodes the same of the incumbent
 * @param candidateSteps steps of its segments
 * @param fleetSteps steps of all segments meanwhile
 * @param firstEpisode number of its first episode in the judge's memory
 * @param nextEpisode number of the next one
 * @param tests by metric; empty in shadow mode
 * @param scores in shadow mode: sums over the episodes, by score
 * @param takeover what the first segments showed
 */
public record TrialState(
        int candidate,
        boolean shadow,
        long candidateEpisodes,
        long incumbentEpisodes,
        long candidateSteps,
        long fleetSteps,
        long firstEpisode,
        long nextEpisode,
        Map<String, MetricTest> tests,
        Map<String, Double> scores,
        Takeover takeover) {
    /** Copies the maps. */
    public TrialState {
        tests = new TreeMap<>(tests);
        scores = new TreeMap<>(scores);
    }

    /** A trial that begins. */
    static TrialState begin(int candidate, CanarySettings settings, long nextEpisode) {
        boolean shadow = settings.mode() == CanaryMode.SHADOW;
        Map<String, MetricTest> tests = new TreeMap<>();
        if (!shadow) {
            settings.metrics().forEach(metric -> tests.put(metric.name(), MetricTest.initial()));
        }
        return new TrialState(
                candidate, shadow, 0, 0, 0, 0, nextEpisode, nextEpisode, tests, Map.of(), Takeover.initial());
    }

    /** With a segment. */
    TrialState driven(Driven driven, CanarySettings settings) {
        boolean byCandidate = driven.version() == candidate;
        Takeover.Stretch stretch = new Takeover.Stretch(byCandidate, driven.firstStep(), driven.reward());
        return new TrialState(
                candidate,
                shadow,
                candidateEpisodes,
                incumbentEpisodes,
                candidateSteps + (byCandidate ? driven.steps() : 0),
                fleetSteps + driven.steps(),
                firstEpisode,
                nextEpisode,
                tests,
                scores,
                shadow || takeover.over()
                        ? Takeover.ended(takeover)
                        : takeover.with(driven.environment(), stretch, settings.guardError()));
    }

    /** Whether the first segments show that it must not go on. */
    boolean stopped() {
        Takeover.Look seen = takeover.latest();
        return seen != null && seen.chance() <= seen.level();
    }

    /** With one more episode. */
    TrialState with(TrialEpisode episode, CanarySettings settings) {
        boolean counts = shadow ? episode.shadow().isPresent() : episode.ofCandidate();
        return new TrialState(
                candidate,
                shadow,
                candidateEpisodes + (counts ? 1 : 0),
                incumbentEpisodes + (episode.ofCandidate() ? 0 : 1),
                candidateSteps,
                fleetSteps,
                firstEpisode,
                nextEpisode + 1,
                shadow ? tests : tested(episode, settings),
                shadow ? scored(episode) : scores,
                takeover);
    }

    private Map<String, MetricTest> tested(TrialEpisode episode, CanarySettings settings) {
        Map<String, MetricTest> next = new TreeMap<>();
        tests.forEach((name, test) -> {
            OptionalDouble value = episode.value(name);
            MetricTest after = value.isEmpty()
                    ? test
                    : settings.metric(name)
                            .map(metric -> test.with(metric, episode.ofCandidate(), value.getAsDouble()))
                            .orElse(test);
            next.put(name, after);
        });
        return next;
    }

    private Map<String, Double> scored(TrialEpisode episode) {
        Map<String, Double> next = new TreeMap<>(scores);
        episode.shadow().ifPresent(shown -> {
            next.merge("agreement", shown.agreement(), Double::sum);
            next.merge("rewardError", shown.rewardError(), Double::sum);
            next.merge("rewardError.acting", shown.actingRewardError(), Double::sum);
            next.merge("tvDynamics", shown.tvDynamics(), Double::sum);
            next.merge("tvDynamics.acting", shown.actingTvDynamics(), Double::sum);
        });
        return next;
    }

    /** Natural logarithm of the smallest of the metrics' e-values for promotion: every metric has to show it. */
    double promotionEvidence() {
        return tests.values().stream()
                .mapToDouble(test -> test.promotion().logEvidence())
                .min()
                .orElse(0);
    }

    /** Natural logarithm of the mean of the metrics' e-values for rollback: one metric suffices, and the mean is an e-value, too. */
    double rollbackEvidence() {
        List<Double> logs = new ArrayList<>();
        tests.values().forEach(test -> logs.add(test.rollback().logEvidence()));
        return logs.isEmpty() ? 0 : Betting.logMean(logs);
    }

    /** What it comes to. */
    Ruling ruling(CanarySettings settings) {
        if (candidateEpisodes < settings.minimumEpisodes()) {
            return Ruling.GOES_ON;
        }
        if (!shadow && rollbackEvidence() >= settings.rollbackLevel()) {
            return Ruling.ROLL_BACK;
        }
        if (!shadow && promotionEvidence() >= settings.promotionLevel()) {
            return Ruling.PROMOTE;
        }
        return candidateEpisodes >= settings.maximumEpisodes() ? Ruling.UNDECIDED : Ruling.GOES_ON;
    }
}
