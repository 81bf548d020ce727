package io.slipstream.app.crash;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a learner has made of a log.
 *
 * @param lives processes it took
 * @param seconds wall-clock time
 * @param manifests on the models topic, in its order
 * @param checkpoint the last one
 */
record Outcome(int lives, double seconds, List<ModelVersion> manifests, Checkpoint checkpoint) {
    Outcome {
        manifests = List.copyOf(manifests);
    }

    /** Updates that all its versions took. */
    long updates() {
        return manifests.stream().mapToLong(ModelVersion::getUpdates).sum();
    }

    /** A name for everything in the last checkpoint: weights, optimiser, sampler, noise, window, counters and offsets. */
    List<String> hashes() {
        List<String> hashes = new ArrayList<>();
        hashes.add("base " + checkpoint.base().sha256());
        checkpoint
                .adapters()
                .forEach(adapter -> hashes.add(adapter.network().id() + "-adapter " + Blobs.sha256(adapter.toBytes())));
        hashes.add("state " + Blobs.sha256(checkpoint.state().toBytes()));
        hashes.add("offsets " + new TreeMap<>(checkpoint.offsets()));
        return hashes;
    }
}
