package io.slipstream.learner;

import io.slipstream.learner.plan.Assignment;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.util.Map;

/**
 * Which part comes first. A decision that finds both at fault names the world model, for a policy can dream only in a model that fits; but who
 * imitates does not dream. Where somebody drives clearly better the policy has its turn first, once in a world, and what it imitates it learns to the
 * end (docs/decisions/0037). One thread owns it.
 */
final class Precedence {
    private static final String BOTH_AT_FAULT = "MIXED";
    private static final String MIXED = "mixedDecision";
    private static final String HAD_TURN = "policyHadItsTurn";

    // The newest decision that found both at fault.
    private long mixed;
    private boolean policyHadItsTurn;

    /**
     * What a decision is about.
     *
     * @param policyImitates whether a policy that imitates is being trained: it comes to its end before the world model begins
     */
    Component named(FinetuneDecision decision, boolean policyImitates) {
        if (decision.getFinding().equals(BOTH_AT_FAULT)) {
            mixed = decision.getId();
        }
        boolean later = policyImitates && decision.getComponent() == Component.WORLD_MODEL;
        return later ? Component.POLICY : decision.getComponent();
    }

    /**
     * Whether the policy comes before what stands. Asked when data suffice for the first update, for only then has anybody arrived.
     *
     * @param somebodyBetter whether somebody who demonstrates drives clearly better than the policy
     */
    boolean policyFirst(Assignment standing, boolean somebodyBetter) {
        Long decision = standing.decision();
        boolean aboutBoth = decision != null && decision == mixed && standing.component() == Component.WORLD_MODEL;
        return aboutBoth && standing.updates() == 0 && !policyHadItsTurn && somebodyBetter;
    }

    /** A budget has come to its end. */
    void ended(Component component) {
        policyHadItsTurn |= component == Component.POLICY;
    }

    /** Another world. */
    void turnPage() {
        policyHadItsTurn = false;
    }

    /** Writes down what it knows, for a checkpoint. */
    void save(Map<String, Long> counters) {
        counters.put(MIXED, mixed);
        counters.put(HAD_TURN, policyHadItsTurn ? 1L : 0L);
    }

    /** Goes on with what was written down. */
    void restore(Map<String, Long> counters) {
        mixed = counters.getOrDefault(MIXED, 0L);
        policyHadItsTurn = counters.getOrDefault(HAD_TURN, 0L) == 1;
    }
}
