package io.slipstream.actor.rollout;

import io.slipstream.environment.RuleBased;
import io.slipstream.model.acting.ActingOutput;

/** Environments in which somebody acts by rule, so that a policy that does not fit has something to learn from. */
final class Demonstrators {
    /** Between the environments that a learner holds out, which are every eighth from the last. */
    private static final double OFFSET = 0.5;

    private final int[] rows;
    private final boolean[] shows;
    private final RuleBased driver;
    private final int[] actions;

    /**
     * @param environments how many there are
     * @param share of them, spread evenly
     * @param driver acts there
     */
    Demonstrators(int environments, double share, RuleBased driver) {
        rows = Candidate.rows(environments, share, OFFSET);
        this.driver = driver;
        actions = new int[environments];
        shows = new boolean[environments];
        for (int row : rows) {
            shows[row] = true;
        }
    }

    /** Whether it acts in an environment. */
    boolean shows(int environment) {
        return shows[environment];
    }

    /** Puts its actions in place of the policy's where it acts. */
    void act(ActingOutput acted) {
        driver.demonstrate(rows, actions);
        for (int row : rows) {
            acted.actions[row] = actions[row];
            acted.logProbability[row] = 0f;
        }
    }
}
