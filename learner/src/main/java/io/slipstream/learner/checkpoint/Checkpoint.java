package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import io.slipstream.learner.ingest.SequenceTracker;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a learner, cut between two records of the log.
 *
 * @param fleet whose learner it is
 * @param modelVersion newest version it published
 * @param base frozen weights
 * @param adapters low-rank updates as they are now
 * @param referenceJson yardstick of the newest version
 * @param trainer optimiser and everything else that training goes on from
 * @param samplerState state of the replay sampler
 * @param offsets next offset to read, by topic and partition ("topic/partition")
 * @param arrivals what fills the replay window, in the order it came
 * @param sequences where every environment's segment numbers stand
 * @param standing decision being carried out
 * @param counters running totals by name
 */
public record Checkpoint(
        String fleet,
        int modelVersion,
        ModelWeights base,
        List<Adapter> adapters,
        String referenceJson,
        byte[] trainer,
        long samplerState,
        Map<String, Long> offsets,
        List<Run> arrivals,
        SequenceTracker.State sequences,
        @Nullable Assignment standing,
        Map<String, Long> counters) {
    /** Copies the collections. */
    public Checkpoint {
        adapters = List.copyOf(adapters);
        offsets = Map.copyOf(offsets);
        arrivals = List.copyOf(arrivals);
        counters = Map.copyOf(counters);
    }
}
