package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import io.slipstream.learner.ingest.SequenceTracker;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.reference.Apprenticeship;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a learner goes on from beside the published weights: with a model version and the log it continues exactly.
 *
 * @param referenceJson yardstick of the newest version
 * @param trainer moving parameters, optimiser and everything else that training goes on from
 * @param samplerState state of the replay sampler
 * @param arrivals what fills the replay window, in the order it came
 * @param sequences where every environment's segment numbers stand
 * @param standing decision being carried out
 * @param finished what was carried out last, while its policy is being judged
 * @param apprenticeship how episodes ended, and what is learned from those demonstrated
 * @param counters running totals by name
 */
public record LearnerState(
        String referenceJson,
        byte[] trainer,
        long samplerState,
        List<Run> arrivals,
        SequenceTracker.State sequences,
        @Nullable Assignment standing,
        @Nullable Assignment finished,
        Apprenticeship.State apprenticeship,
        Map<String, Long> counters) {
    /** Copies the collections. */
    public LearnerState {
        arrivals = List.copyOf(arrivals);
        counters = Map.copyOf(counters);
    }

    /** As bytes; equal states give equal bytes. */
    public byte[] toBytes() {
        return LearnerStateCodec.encode(this);
    }

    /**
     * From its bytes.
     *
     * @throws IllegalCheckpointException if they are no state that this version of Slipstream reads
     */
    public static LearnerState fromBytes(byte[] bytes) {
        return LearnerStateCodec.decode(bytes);
    }
}
