package io.slipstream.learner.checkpoint;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import java.util.List;
import java.util.Map;

/**
 * One moment of a learner, cut between two records of the log.
 *
 * @param fleet whose learner it is
 * @param modelVersion newest version it made
 * @param base frozen weights
 * @param adapters low-rank updates as they are now
 * @param state everything else that training goes on from
 * @param offsets next offset to read, by topic and partition ("topic/partition")
 * @param recording what has been written down of the training
 */
public record Checkpoint(
        String fleet,
        int modelVersion,
        ModelWeights base,
        List<Adapter> adapters,
        LearnerState state,
        Map<String, Long> offsets,
        Recording recording) {
    /** Copies the collections. */
    public Checkpoint {
        adapters = List.copyOf(adapters);
        offsets = Map.copyOf(offsets);
    }
}
