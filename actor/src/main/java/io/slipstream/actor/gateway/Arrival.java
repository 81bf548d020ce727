package io.slipstream.actor.gateway;

import java.util.Map;

/**
 * What a client observed in all its environments after one step.
 *
 * @param observations [environments, size]
 * @param rewards [environments]
 * @param flags [environments], as of a step buffer
 * @param endings what the client says about episodes that have just ended, by its own index
 */
record Arrival(float[] observations, float[] rewards, byte[] flags, Map<Integer, Ending> endings) {
    /** Whether every number is. */
    boolean finite() {
        float sum = 0;
        for (float value : observations) {
            sum += value * 0f;
        }
        for (float value : rewards) {
            sum += value * 0f;
        }
        return sum == 0f;
    }

    /**
     * What a client says about an episode of its own.
     *
     * @param success whether the task was done
     * @param outcome how it ended
     * @param metrics what it measured
     */
    record Ending(boolean success, String outcome, Map<String, Double> metrics) {}
}
