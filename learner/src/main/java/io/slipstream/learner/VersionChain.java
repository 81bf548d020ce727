package io.slipstream.learner;

import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.VersionSink;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers and publishes the versions that come out of training: each one's parent is the one before. One thread owns it. */
final class VersionChain {
    private static final Logger LOG = LoggerFactory.getLogger(VersionChain.class);

    private final VersionSink publisher;
    private final String transitionsTopic;
    private final long seed;
    private int parent;
    private int newest;
    private long updatesSinceParent;

    VersionChain(VersionSink publisher, String transitionsTopic, long seed, Origin origin) {
        this.publisher = publisher;
        this.transitionsTopic = transitionsTopic;
        this.seed = seed;
        parent = origin.modelVersion();
        newest = origin.newestVersion();
    }

    /** Takes note of an update since the newest version. */
    void updated() {
        updatesSinceParent++;
    }

    /** Updates since the newest version. */
    long updatesSinceParent() {
        return updatesSinceParent;
    }

    void restoreUpdates(long updates) {
        updatesSinceParent = updates;
    }

    /** Publishes the student as it is now. */
    void publish(Student student, Assignment assignment, ReplayFeed feed) {
        ModelVersion published = publisher.publish(new Release(
                newest + 1,
                parent,
                assignment.decision(),
                assignment.component(),
                student.base(),
                student.adapters(),
                student.reference().toAvro(student.base().spec().latentGroups()),
                ranges(feed),
                seed,
                updatesSinceParent,
                student.trainableParameters(assignment.parts())));
        newest = published.getVersion();
        parent = newest;
        updatesSinceParent = 0;
        LOG.info(
                "published version {}: {} after decision {}, {} bytes",
                newest,
                assignment.component(),
                assignment.decision(),
                published.getBytesPublished());
    }

    /** The version that training started from last. */
    int version() {
        return parent;
    }

    private List<OffsetRange> ranges(ReplayFeed feed) {
        return feed.arrivals().ranges().values().stream()
                .map(run -> new OffsetRange(transitionsTopic, run.partition(), run.from(), run.to()))
                .toList();
    }
}
