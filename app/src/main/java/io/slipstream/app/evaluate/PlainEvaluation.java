package io.slipstream.app.evaluate;

import io.slipstream.app.statistics.Interval;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.StepBuffer;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fixed number of episodes in any environment, in figures that any environment has. Each environment contributes equally many. */
public final class PlainEvaluation {
    private final Environment environment;
    private final int[] left;
    private final List<EpisodeReport> reports = new ArrayList<>();

    /**
     * @param environment stepped by this evaluation alone; its caller closes it
     * @param episodes how many count
     */
    public PlainEvaluation(Environment environment, int episodes) {
        this.environment = environment;
        int count = environment.environments();
        left = new int[count];
        for (int e = 0; e < count; e++) {
            left[e] = episodes / count + (e < episodes % count ? 1 : 0);
        }
    }

    private interface Actor {
        void act(StepBuffer now, int[] actions);
    }

    /** With a model. */
    public Summary model(ModelWeights merged, long seed, boolean greedy) {
        try (ActingSession session = new ActingSession(merged, environment.environments(), seed)) {
            return run((now, actions) -> session.choose(now.observations, now.flags, greedy, actions));
        }
    }

    /**
     * With who acts by rule there.
     *
     * @throws IllegalArgumentException if nobody does
     */
    public Summary rule() {
        RuleBased rule = environment
                .ruleBased()
                .orElseThrow(() -> new IllegalArgumentException("nobody acts by rule in these environments"));
        return run((now, actions) -> rule.act(actions));
    }

    private Summary run(Actor actor) {
        StepBuffer now = new StepBuffer(
                environment.environments(), environment.spaces().observation().size());
        int[] actions = new int[environment.environments()];
        environment.reset(ResetRequest.plain(), now);
        while (remaining() > 0) {
            actor.act(now, actions);
            environment.step(actions, now);
            for (int i = 0; i < now.finishedCount(); i++) {
                if (left[now.finished[i]]-- > 0) {
                    reports.add(environment.report(now.finished[i]));
                }
            }
        }
        return Summary.of(reports);
    }

    private int remaining() {
        int sum = 0;
        for (int count : left) {
            sum += Math.max(0, count);
        }
        return sum;
    }

    /**
     * What came of it, with 95 % intervals.
     *
     * @param episodes how many
     * @param success share that did the task
     * @param truncated share that was cut short, which may be success or not
     * @param episodeReturn undiscounted
     * @param steps of an episode
     */
    public record Summary(int episodes, Interval success, Interval truncated, Interval episodeReturn, Interval steps) {
        static Summary of(List<EpisodeReport> reports) {
            int count = reports.size();
            return new Summary(
                    count,
                    Interval.ofShare(
                            (int) reports.stream()
                                    .filter(EpisodeReport::success)
                                    .count(),
                            count),
                    Interval.ofShare(
                            (int) reports.stream().filter(r -> !r.terminated()).count(), count),
                    Interval.ofMean(reports.stream()
                            .mapToDouble(EpisodeReport::episodeReturn)
                            .toArray()),
                    Interval.ofMean(
                            reports.stream().mapToDouble(EpisodeReport::steps).toArray()));
        }

        /** By name. */
        public Map<String, Interval> figures() {
            Map<String, Interval> figures = new LinkedHashMap<>();
            figures.put("success", success);
            figures.put("cut short", truncated);
            figures.put("return", episodeReturn);
            figures.put("steps an episode", steps);
            return figures;
        }
    }
}
