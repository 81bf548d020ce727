package io.slipstream.actor;

/**
 * Totals of an actor; safe to hand to other threads.
 *
 * @param steps environment steps driven
 * @param segments segments handed to the broker
 * @param modelVersion version that drives
 * @param swaps versions that came into use after the first
 * @param longestSwapNanos longest time the rollout stood still for a swap, ns
 * @param fenced times an environment was fenced because it yielded something that is not finite
 * @param restarts times all environments began again because one of them failed
 */
public record ActorProgress(
        long steps, long segments, int modelVersion, long swaps, long longestSwapNanos, long fenced, long restarts) {
    /** Before anything happened. */
    public static final ActorProgress NONE = new ActorProgress(0, 0, 0, 0, 0, 0, 0);
}
