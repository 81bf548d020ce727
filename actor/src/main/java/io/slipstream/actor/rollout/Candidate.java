package io.slipstream.actor.rollout;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version on trial in some environments: acts there in place of the incumbent, or only looks on and is scored. */
final class Candidate implements AutoCloseable {
    private static final int FIRST = 1;

    private final Lineup.Trial trial;
    private final int[] rows;
    private final int[] indexOf;
    private final ActingSession session;
    private final ActingOutput output;
    private final float[] observations;
    private final byte[] flags;
    private final int[] actions;
    private final int observationSize;
    private final @Nullable Score[] scores;

    /** Sums over the steps of an episode. */
    private static final class Score {
        private int steps;
        private int agreed;
        private double reward;
        private double actingReward;
        private double tv;
        private double actingTv;
    }

    /**
     * @param trial who is on trial
     * @param incumbent session to go on from
     * @param spec sizes of both
     * @param environments how many the incumbent drives
     * @param offset in [0, 1), so that small actors of one fleet do not all choose the same environments
     */
    Candidate(Lineup.Trial trial, ActingSession incumbent, ModelSpec spec, int environments, double offset) {
        this.trial = trial;
        rows = rows(environments, trial.share(), offset);
        indexOf = new int[environments];
        for (int i = 0; i < rows.length; i++) {
            indexOf[rows[i]] = i + 1;
        }
        observationSize = spec.observationSize();
        session = incumbent.fork(trial.weights(), rows, trial.version());
        output = new ActingOutput(spec, rows.length);
        observations = new float[rows.length * observationSize];
        flags = new byte[rows.length];
        actions = new int[rows.length];
        scores = new Score[rows.length];
    }

    /** Spreads the share evenly: environment i is chosen where floor(i share + offset) goes up. */
    static int[] rows(int environments, double share, double offset) {
        int[] chosen = new int[environments];
        int count = 0;
        for (int e = 0; e < environments; e++) {
            if (Math.floor((e + 1) * share + offset) > Math.floor(e * share + offset)) {
                chosen[count++] = e;
            }
        }
        int[] rows = new int[count];
        System.arraycopy(chosen, 0, rows, 0, count);
        return rows;
    }

    Lineup.Trial trial() {
        return trial;
    }

    /** Whether it acts in an environment. */
    boolean drives(int environment) {
        return !trial.shadow() && indexOf[environment] > 0;
    }

    /**
     * Acts in its environments, or looks on.
     *
     * @param allObservations of all environments
     * @param rewards of all environments, on arrival
     * @param allFlags of all environments
     * @param greedy the likeliest action instead of a sample
     * @param acted what the incumbent computed of all environments; overwritten where the candidate drives
     */
    void act(float[] allObservations, float[] rewards, byte[] allFlags, boolean greedy, ActingOutput acted) {
        if (rows.length == 0) {
            return;
        }
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(
                    allObservations, rows[i] * observationSize, observations, i * observationSize, observationSize);
            flags[i] = allFlags[rows[i]];
        }
        session.act(observations, flags, greedy, output);
        for (int i = 0; i < rows.length; i++) {
            if (trial.shadow()) {
                score(i, rewards[rows[i]], acted);
                actions[i] = acted.actions[rows[i]];
            } else {
                acted.copyRow(output, i, rows[i]);
            }
        }
        if (trial.shadow()) {
            session.drove(actions);
        }
    }

    private void score(int i, float reward, ActingOutput acted) {
        boolean first = (flags[i] & FIRST) != 0;
        Score score = scores[i];
        if (first || score == null) {
            score = new Score();
            scores[i] = score;
        }
        int e = rows[i];
        score.agreed += output.actions[i] == acted.actions[e] ? 1 : 0;
        score.steps++;
        if (!first) {
            score.reward += Math.abs(output.predictedReward[i] - reward);
            score.actingReward += Math.abs(acted.predictedReward[e] - reward);
            score.tv += output.tvDynamics[i];
            score.actingTv += acted.tvDynamics[e];
        }
    }

    /** What it made of the episode that an environment has just ended. */
    Optional<Shadow> shadow(int environment) {
        int i = indexOf[environment] - 1;
        Score score = trial.shadow() && i >= 0 ? scores[i] : null;
        if (score == null || score.steps < 2) {
            return Optional.empty();
        }
        double predicted = score.steps - 1;
        return Optional.of(new Shadow(
                trial.version(),
                score.steps,
                score.agreed / (double) score.steps,
                score.reward / predicted,
                score.actingReward / predicted,
                score.tv / predicted,
                score.actingTv / predicted));
    }

    @Override
    public void close() {
        session.close();
    }
}
