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
}
