package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Reference;
import java.util.List;
import java.util.Optional;

/**
 * What a learner goes on from.
 *
 * @param modelVersion version of these weights
 * @param newestVersion newest version on the log, from which numbers continue
 * @param newestDecision newest decision that a version on the log answers; older ones are history
 * @param base frozen weights
 * @param adapters low-rank updates on the base
 * @param reference yardstick of the version
 * @param checkpoint the rest of the learner's state, when it ran before
 */
record Origin(
        int modelVersion,
        int newestVersion,
        long newestDecision,
        ModelWeights base,
        List<Adapter> adapters,
        Reference reference,
        Optional<Checkpoint> checkpoint) {}
