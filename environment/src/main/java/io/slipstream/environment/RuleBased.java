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
     * Chooses for some of the environments, which have to be the same ones at every step.
     *
     * @param environments which
     * @param actions [environments], written there at least
     */
    default void act(int[] environments, int[] actions) {
        act(actions);
    }
}
