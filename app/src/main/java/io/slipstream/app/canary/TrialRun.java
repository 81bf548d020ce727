package io.slipstream.app.canary;

import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.canary.Ruling;
import io.slipstream.monitor.canary.SequentialTrial;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One trial in a fleet of so many environments: each of them drives episodes drawn from those recorded of its version, one after the
 * other, and the judge sees them in the order in which they end. When the trial begins every environment is somewhere in an episode, which
 * does not count.
 */
final class TrialRun {
    private final CanarySettings settings;
    private final List<RecordedEpisode> incumbent;
    private final List<RecordedEpisode> candidate;
    private final int environments;

    TrialRun(
            CanarySettings settings,
            List<RecordedEpisode> incumbent,
            List<RecordedEpisode> candidate,
            int environments) {
        this.settings = settings;
        this.incumbent = incumbent;
        this.candidate = candidate;
        this.environments = environments;
    }

    /**
     * How a trial ended.
     *
     * @param ruling its end
     * @param candidateEpisodes episodes of the candidate by then
     * @param episodes episodes of both
     * @param candidateSteps environment steps of the candidate since the trial began
     * @param fleetSteps environment steps of the fleet since then
     */
    record Ended(Ruling ruling, long candidateEpisodes, long episodes, long candidateSteps, long fleetSteps) {}

    private record Driven(long end, int environment, boolean counts, RecordedEpisode episode) {}

    Ended run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequentialTrial trial = new SequentialTrial(settings);
        int tried = Math.max(1, (int) Math.round(environments * settings.share()));
        PriorityQueue<Driven> driving =
                new PriorityQueue<>(Comparator.comparingLong(Driven::end).thenComparingInt(Driven::environment));
        for (int e = 0; e < environments; e++) {
            // The version on trial takes over in the middle of the episode.
            RecordedEpisode episode = draw(e < tried ? candidate : incumbent, random);
            driving.add(new Driven(1 + random.nextInt(episode.steps()), e, false, episode));
        }
        while (true) {
            Driven ended = driving.remove();
            boolean ofCandidate = ended.environment() < tried;
            RecordedEpisode next = draw(ofCandidate ? candidate : incumbent, random);
            driving.add(new Driven(ended.end() + 1 + next.steps(), ended.environment(), true, next));
            Ruling ruling = ended.counts() ? trial.take(ended.episode().of(ofCandidate)) : Ruling.GOES_ON;
            if (ruling != Ruling.GOES_ON) {
                long all = trial.candidateEpisodes() + trial.incumbentEpisodes();
                return new Ended(
                        ruling, trial.candidateEpisodes(), all, ended.end() * tried, ended.end() * environments);
            }
        }
    }

    private static RecordedEpisode draw(List<RecordedEpisode> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
