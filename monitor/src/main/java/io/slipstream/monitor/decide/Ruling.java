package io.slipstream.monitor.decide;

import java.util.Optional;

/**
 * What became of one window.
 *
 * @param state the state after it
 * @param verdict what the window says on its own; empty when it is too small
 * @param decision number of the decision it led to; empty when none
 * @param held why a verdict led to no decision; empty when it did or nothing changed
 */
public record Ruling(DecisionState state, Optional<Verdict> verdict, Optional<Long> decision, String held) {

    static Ruling hold(DecisionState state, Optional<Verdict> verdict, String why) {
        return new Ruling(state, verdict, Optional.empty(), why);
    }
}
