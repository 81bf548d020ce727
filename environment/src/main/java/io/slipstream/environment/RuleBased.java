package io.slipstream.environment;

/** Acts by rule in the environments that it was made for. */
@FunctionalInterface
public interface RuleBased {
    /**
     * Chooses for the state that the environments are in.
     *
     * @param actions [environments], written
     */
    void act(int[] actions);

    /**
     * Shows a policy what to do in some of the environments, which have to be the same ones at every step: as well as it can be told from what
     * is observed.
     *
     * @param environments which
     * @param actions [environments], written there at least
     */
    default void demonstrate(int[] environments, int[] actions) {
        act(actions);
    }
}
