package io.slipstream.app.chaos;

import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.publish.Training;
import io.slipstream.runtime.weights.BlobAssembler;
import io.slipstream.runtime.weights.WrongHashException;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Model versions and what they were trained on. Owned by one thread. */
final class VersionCheck {
    private final Invariant complete = new Invariant("every version is complete and has the hash that it names");
    private final Invariant parents = new Invariant("every version but the first has a parent before it");
    private final Invariant once = new Invariant("every version is published once");
    private final Invariant driven = new Invariant("every version that an actor names was published");
    private final Invariant taken =
            new Invariant("the learner takes no offset twice into one budget, as its versions' journals say");
    private final TreeMap<Integer, ModelVersion> versions = new TreeMap<>();
    private final BlobAssembler blobs = new BlobAssembler(Long.MAX_VALUE);
    private final Map<String, Long> nextOfBudget = new HashMap<>();

    void version(ModelVersion version) {
        int number = version.getVersion();
        Integer parent = version.getParent();
        once.check(!versions.containsKey(number), "version %d again", number);
        parents.check(
                number == 1 ? parent == null : parent != null && versions.containsKey(parent),
                "version %d names parent %s",
                number,
                parent);
        versions.put(number, version);
        TrainingRecord training = version.getTraining();
        if (training != null) {
            String budget = training.getStart().getSha256();
            Training.journal(training).forEach(entry -> journal(number, budget, entry));
        }
    }

    private void journal(int version, String budget, Journal.Entry entry) {
        if (entry.to() <= entry.from()) {
            return;
        }
        String key = budget + " " + entry.topic() + "/" + entry.partition();
        long next = nextOfBudget.getOrDefault(key, 0L);
        taken.check(
                entry.from() >= next,
                "version %d takes %s-%d in from %d on, after it had come to %d",
                version,
                entry.topic(),
                entry.partition(),
                entry.from(),
                next);
        nextOfBudget.put(key, Math.max(next, entry.to()));
    }

    void chunk(WeightsChunk chunk) {
        blobs.accept(chunk);
    }

    /** Looks at what can only be known at the end. */
    void close(Collection<Integer> drivenVersions) {
        versions.values().forEach(this::complete);
        for (int version : drivenVersions) {
            driven.check(version == 0 || versions.containsKey(version), "version %d was driven", version);
        }
    }

    private void complete(ModelVersion version) {
        List<WeightsReference> parts = new ArrayList<>(version.getAdapters());
        parts.add(version.getBase());
        TrainingRecord training = version.getTraining();
        if (training != null) {
            parts.add(training.getStart());
        }
        for (WeightsReference part : parts) {
            complete.check(whole(part), "version %d: %s is not whole", version.getVersion(), part.getName());
        }
    }

    private boolean whole(WeightsReference part) {
        try {
            return blobs.find(part).isPresent();
        } catch (WrongHashException e) {
            return false;
        }
    }

    /** Number of versions. */
    int versions() {
        return versions.size();
    }

    List<Invariant.Result> results() {
        return List.of(complete.result(), parents.result(), once.result(), driven.result(), taken.result());
    }
}
