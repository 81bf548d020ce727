package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.learner.checkpoint.IllegalCheckpointException;
import io.slipstream.learner.checkpoint.Recording;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.Training;
import io.slipstream.learner.publish.VersionPublisher;
import io.slipstream.model.Adapter;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what to go on from: the checkpoint; without one the newest version on the log; without that a model folder, which
 * becomes version 1.
 */
final class OriginFinder {
    private static final Logger LOG = LoggerFactory.getLogger(OriginFinder.class);

    private static final AvroCodec<ModelVersion> MANIFESTS = AvroCodec.of(ModelVersion.class);

    private final LearnerSettings settings;
    private final CheckpointFile file;
    private final VersionPublisher publisher;

    OriginFinder(LearnerSettings settings, CheckpointFile file, VersionPublisher publisher) {
        this.settings = settings;
        this.file = file;
        this.publisher = publisher;
    }

    /**
     * @param published newest version on the log
     * @throws IllegalCheckpointException if the checkpoint cannot be used
     * @throws IllegalModelException if there is nothing to start from, or it cannot be read
     */
    Origin find(Optional<PublishedVersion> published) {
        published.ifPresent(version -> publisher.alreadyPublished(hashes(version.manifest())));
        Optional<Checkpoint> checkpoint = file.read();
        if (checkpoint.isPresent()) {
            return resumed(checkpoint.get(), published);
        }
        return published.map(this::fromLog).orElseGet(this::fromFolder);
    }

    private Origin resumed(Checkpoint checkpoint, Optional<PublishedVersion> published) {
        if (!checkpoint.fleet().equals(settings.fleet())) {
            throw new IllegalCheckpointException("the checkpoint " + file.path() + " belongs to fleet '"
                    + checkpoint.fleet() + "', not '" + settings.fleet() + "'; set "
                    + LearnerSettings.FOLDER.key() + " to a folder of this fleet");
        }
        if (published.isEmpty()) {
            throw new IllegalCheckpointException("the checkpoint " + file.path()
                    + " belongs to another log: this one has no model version of fleet '" + settings.fleet()
                    + "' that may be used; move the checkpoint away to start anew, or let `slipstream sign` vouch for"
                    + " the versions that are there, if models.trusted-keys was set since");
        }
        int newest = published.get().manifest().getVersion();
        LOG.info("going on from the checkpoint of version {}", checkpoint.modelVersion());
        checkpoint.recording().pending().ifPresent(pending -> publishAgain(checkpoint, pending, newest));
        return new Origin(
                checkpoint.modelVersion(),
                Math.max(newest, checkpoint.modelVersion()),
                0,
                checkpoint.base(),
                checkpoint.adapters(),
                Reference.fromJson(checkpoint.state().referenceJson()),
                Optional.of(checkpoint));
    }

    /** The learner died between the checkpoint that holds a version and its publication. */
    private void publishAgain(Checkpoint checkpoint, Recording.Pending pending, int newest) {
        ModelVersion manifest = MANIFESTS.decode(pending.manifest());
        if (manifest.getVersion() <= newest) {
            return;
        }
        LOG.info("version {} had not arrived on the log: publishing it from the checkpoint", manifest.getVersion());
        TrainingRecord record = manifest.getTraining();
        Training training = record == null ? null : Training.of(record, pending.start());
        publisher.publish(Release.of(manifest, checkpoint.base(), checkpoint.adapters(), training));
    }

    private Origin fromLog(PublishedVersion published) {
        ModelVersion manifest = published.manifest();
        LOG.info("going on from version {} on the log", manifest.getVersion());
        Long decision = manifest.getDecision();
        return new Origin(
                manifest.getVersion(),
                manifest.getVersion(),
                decision == null ? 0 : decision,
                ModelWeights.fromSafetensors(ModelSpec.fromJson(manifest.getSpec()), published.base()),
                published.adapters().stream().map(Adapter::fromBytes).toList(),
                Reference.fromAvro(manifest.getReference()),
                Optional.empty());
    }

    private Origin fromFolder() {
        Path folder = settings.model()
                .orElseThrow(() -> new IllegalModelException("the log has no model version of fleet '"
                        + settings.fleet() + "'; set " + LearnerSettings.MODEL.key() + " to a model folder"));
        StoredModel stored = ModelFolder.read(folder);
        Reference reference = reference(stored, folder);
        publisher.publish(new Release(
                1,
                null,
                null,
                Component.NONE,
                stored.base(),
                stored.adapters(),
                reference.toAvro(stored.base().spec().latentGroups()),
                List.of(),
                settings.seed(),
                0,
                0));
        LOG.info("published the model in {} as version 1", folder);
        return new Origin(1, 1, 0, stored.base(), stored.adapters(), reference, Optional.empty());
    }

    private static Reference reference(StoredModel stored, Path folder) {
        try {
            return Reference.fromJson(stored.referenceJson());
        } catch (IllegalArgumentException e) {
            throw new IllegalModelException(
                    "the model in " + folder + " has no reference to measure mismatch by: " + e.getMessage()
                            + "; make one with 'slipstream pretrain'",
                    e);
        }
    }

    private static List<String> hashes(ModelVersion manifest) {
        List<WeightsReference> blobs = new ArrayList<>(manifest.getAdapters());
        blobs.add(manifest.getBase());
        TrainingRecord training = manifest.getTraining();
        if (training != null) {
            blobs.add(training.getStart());
        }
        return blobs.stream().map(WeightsReference::getSha256).toList();
    }
}
