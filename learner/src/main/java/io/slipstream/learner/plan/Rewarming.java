package io.slipstream.learner.plan;

/** How the learning rate goes over a budget: up again at its beginning, down toward its end. */
public final class Rewarming {
    /** At the end of a budget. */
    private static final float LAST = 0.1f;

    private Rewarming() {}

    /**
     * Share of the learning rates: rising over the first twentieth of the budget, falling over the last third.
     *
     * @param done updates of the budget so far
     * @param budget updates in all
     */
    public static float share(int done, int budget) {
        float rising = 20f * (done + 1) / budget;
        float left = 3f * (budget - done) / budget;
        float falling = LAST + (1 - LAST) * left;
        return Math.min(1f, Math.min(rising, falling));
    }
}
