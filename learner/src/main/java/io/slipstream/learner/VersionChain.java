package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Recording;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.Training;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.learner.publish.VersionSink;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers and publishes the versions that come out of training: each one's parent is the one before. A number that somebody else has
 * published meanwhile is not given a second time: it would take that version's place on the log. One thread owns it.
 */
final class VersionChain {
    private static final Logger LOG = LoggerFactory.getLogger(VersionChain.class);

    private static final AvroCodec<ModelVersion> MANIFESTS = AvroCodec.of(ModelVersion.class);

    private final VersionSink publisher;
    private final String transitionsTopic;
    private final long seed;
    private int parent;
    private int newest;
    private long updatesSinceParent;
    private @Nullable Release pending;

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

    /** Makes a version of the student as it is now; {@link #deliver} publishes it. */
    void prepare(Student student, Assignment assignment, ReplayFeed feed, @Nullable Training training) {
        int number = Math.max(newest, publisher.newest()) + 1;
        if (number > newest + 1) {
            LOG.info("somebody else has published versions up to {}; this one is {}", number - 1, number);
        }
        pending = new Release(
                number,
                parent,
                assignment.decision(),
                assignment.component(),
                student.base(),
                student.adaptersThatCount(),
                student.reference().toAvro(student.base().spec().latentGroups()),
                ranges(feed),
                seed,
                updatesSinceParent,
                student.trainableParameters(assignment.parts()),
                training);
        newest = number;
        parent = newest;
        updatesSinceParent = 0;
    }

    /** The version that was prepared and not delivered yet, for a checkpoint. */
    Optional<Recording.Pending> pending() {
        Release release = pending;
        if (release == null) {
            return Optional.empty();
        }
        ModelVersion manifest =
                new VersionPacker("", Clock.systemUTC()).pack(release).manifest();
        Training training = release.training();
        return Optional.of(
                new Recording.Pending(MANIFESTS.encode(manifest), training == null ? new byte[0] : training.start()));
    }

    /** Publishes the version that was prepared. */
    void deliver() {
        Release release = pending;
        if (release == null) {
            throw new IllegalStateException("no version was prepared");
        }
        ModelVersion published = publisher.publish(release);
        pending = null;
        LOG.info(
                "published version {}: {} after decision {}, {} bytes",
                published.getVersion(),
                release.component(),
                release.decision(),
                published.getBytesPublished());
    }

    /** The version that training started from last. */
    int version() {
        return parent;
    }

    /** Name of the topic that versions say they were trained on. */
    String transitionsTopic() {
        return transitionsTopic;
    }

    private List<OffsetRange> ranges(ReplayFeed feed) {
        return feed.arrivals().ranges().values().stream()
                .map(run -> new OffsetRange(transitionsTopic, run.partition(), run.from(), run.to()))
                .toList();
    }
}
