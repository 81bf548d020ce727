package io.slipstream.learner;

import io.slipstream.learner.ingest.ArrivalLog;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.HashMap;
import java.util.Map;

/**
 * When the world began that a decision is about. A monitor decides once several windows in a row have said the same, and names the
 * records of the last one; those before were as long. What was driven since then is of the new world: to be learned from, not to be
 * rehearsed, and not to be collected once more.
 */
final class Onset {
    private static final String WINDOWS = "hysteresis.windows";

    private Onset() {}

    /**
     * Steps that have arrived since then; 0 where the decision names no records, or none that is remembered.
     *
     * @param transitions topic of the steps
     */
    static long stepsSince(FinetuneDecision decision, String transitions, ArrivalLog arrivals) {
        Map<Integer, Long> from = new HashMap<>();
        Map<Integer, Long> to = new HashMap<>();
        for (OffsetRange range : decision.getOffsets()) {
            if (range.getTopic().equals(transitions)) {
                from.put(range.getPartition(), range.getFrom());
                to.put(range.getPartition(), range.getTo());
            }
        }
        long sinceLast = arrivals.stepsSince(from);
        long window = sinceLast - arrivals.stepsSince(to);
        double windows = decision.getConstants().getOrDefault(WINDOWS, 1.0);
        return sinceLast + (long) (Math.max(0, windows - 1) * window);
    }
}
