package io.slipstream.monitor.canary;

/** A trial over episodes that are fed in one by one, without a log: for studies and for computing a verdict again. */
public final class SequentialTrial {
    private final CanarySettings settings;
    private TrialState state;

    /**
     * A trial without an episode.
     *
     * @param settings of the trial; its mode must be CANARY
     */
    public SequentialTrial(CanarySettings settings) {
        this.settings = settings;
        state = TrialState.begin(2, settings, 0);
    }

    /** Takes an episode and says what the trial comes to. */
    public Ruling take(TrialEpisode episode) {
        state = state.with(episode, settings);
        return state.ruling(settings);
    }

    /** Episodes of the candidate so far. */
    public long candidateEpisodes() {
        return state.candidateEpisodes();
    }

    /** Episodes of the incumbent so far. */
    public long incumbentEpisodes() {
        return state.incumbentEpisodes();
    }

    /** Natural logarithm of the evidence for promotion. */
    public double promotionEvidence() {
        return state.promotionEvidence();
    }

    /** Natural logarithm of the evidence for rollback. */
    public double rollbackEvidence() {
        return state.rollbackEvidence();
    }
}
