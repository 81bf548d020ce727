package io.slipstream.environment;

import java.util.Optional;

/**
 * Many environments of one kind, stepped together by one thread. An environment whose episode is over ignores the next
 * action and answers with the first observation of its next episode (Gymnasium's next-step autoreset). What an implementation
 * has to keep is written down, and checked, in {@link io.slipstream.environment.conformance.Conformance}.
 */
public interface Environment extends AutoCloseable {
    /** How many there are; never changes. */
    int environments();

    /** What they show and take; never changes. */
    Spaces spaces();

    /**
     * Starts the next episode of every environment.
     *
     * @throws IllegalArgumentException if the conditions are unknown, naming the known ones; nothing has changed then
     */
    void reset(ResetRequest request, StepBuffer out);

    /**
     * One step in every environment.
     *
     * @param actions [environments], each from 0 to {@link Spaces#actions} - 1
     * @throws IllegalArgumentException when an action does not exist; nothing has been stepped then
     */
    void step(int[] actions, StepBuffer out);

    /**
     * Holds every environment's episodes under other conditions from its next one on.
     *
     * @throws IllegalArgumentException if they are unknown, naming the known ones; nothing has changed then
     */
    void change(Conditions conditions);

    /** What an environment's episode is held under. */
    Conditions conditions(int environment);

    /** Number of an environment's episode, from 0; grows by one with each. */
    long episode(int environment);

    /**
     * How the episode went that ended with the last step of an environment.
     *
     * @throws IllegalStateException when no episode has just ended
     */
    EpisodeReport report(int environment);

    /** Somebody who can act by rule in these environments while no policy may; empty where there is nobody. */
    default Optional<RuleBased> ruleBased() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
