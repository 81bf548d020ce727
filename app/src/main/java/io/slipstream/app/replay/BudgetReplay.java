package io.slipstream.app.replay;

import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.RecordedSettings;
import io.slipstream.learner.VersionReplay;
import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.publish.Training;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains versions again. The cut is the start of a budget: what the learner was then is on the log, by its hash, and every version of the
 * budget says what was taken in and when an update was made since the version before. So version N costs the updates of its budget up to
 * N, not those of all its ancestors.
 */
public final class BudgetReplay {
    // When and how a manifest was sent is no result of the training.
    private static final Comparison MANIFESTS = new Comparison(Set.of("createdAt", "bytesPublished", "training"));

    private final StoredLog log;
    private final FleetRecords records;
    private final Config config;
    private final Gaps gaps;

    /**
     * @param log where the records are
     * @param records what the log says
     * @param config leads to the topics
     * @param gaps takes what is missing
     */
    public BudgetReplay(StoredLog log, FleetRecords records, Config config, Gaps gaps) {
        this.log = log;
        this.records = records;
        this.config = config;
        this.gaps = gaps;
    }

    /**
     * Trains one version again, and with it those of its budget that come before.
     *
     * @param updates takes the number of updates made
     * @return one verdict for each of them, the version asked for last
     * @throws UnusableLogException when there is no such version, or what it takes to train it is gone
     */
    public List<Verdict> version(int number, IntConsumer updates) {
        ModelVersion wanted = records.versions().get(number);
        if (wanted == null) {
            throw new UnusableLogException("there is no model version " + number + "; the log holds versions "
                    + records.versions().keySet() + " of fleet " + records.fleet());
        }
        TrainingRecord training = wanted.getTraining();
        if (training == null) {
            throw new UnusableLogException(
                    "version " + number + " cannot be trained again: its manifest does not say how"
                            + (wanted.getParent() == null
                                    ? ", since it was published from a model folder"
                                    : "; it is of a version before v3 of the schemas"));
        }
        return replay(budget(training.getStart().getSha256(), number), training, updates);
    }

    /** The last version of every budget, by number: with these all others are trained again. */
    public List<Integer> budgets() {
        Map<String, Integer> last = new TreeMap<>();
        records.versions().values().forEach(version -> {
            TrainingRecord training = version.getTraining();
            if (training != null) {
                last.put(training.getStart().getSha256(), version.getVersion());
            }
        });
        return last.values().stream().sorted().toList();
    }

    /** Updates that it takes to train everything again. */
    public long updates() {
        return records.versions().values().stream()
                .filter(version -> version.getTraining() != null)
                .mapToLong(ModelVersion::getUpdates)
                .sum();
    }

    private List<ModelVersion> budget(String start, int last) {
        return records.versions().headMap(last, true).values().stream()
                .filter(version -> startOf(version).equals(start))
                .toList();
    }

    private static String startOf(ModelVersion version) {
        TrainingRecord training = version.getTraining();
        return training == null ? "" : training.getStart().getSha256();
    }

    private List<Verdict> replay(List<ModelVersion> budget, TrainingRecord training, IntConsumer updates) {
        ModelVersion parent = parent(budget.get(0));
        List<WeightsReference> needed = new ArrayList<>(parent.getAdapters());
        needed.add(parent.getBase());
        needed.add(training.getStart());
        String prefix = config.get(CommonSettings.TOPICS_PREFIX);
        Map<String, byte[]> blobs = new BlobReader(log, prefix).read(needed);
        ModelSpec spec = ModelSpec.fromJson(parent.getSpec());
        ModelWeights base = ModelWeights.fromSafetensors(spec, blob(blobs, parent.getBase()));
        List<Adapter> adapters = parent.getAdapters().stream()
                .map(reference -> Adapter.fromBytes(blob(blobs, reference)))
                .toList();
        List<ModelVersion> made = new ArrayList<>();
        VersionPacker packer = new VersionPacker(records.fleet(), Clock.systemUTC());
        try (VersionReplay replay = new VersionReplay(
                settings(training, prefix),
                training.getSettings(),
                parent.getVersion(),
                base,
                adapters,
                LearnerState.fromBytes(blob(blobs, training.getStart())),
                release -> {
                    ModelVersion manifest = packer.pack(release).manifest();
                    made.add(manifest);
                    return manifest;
                })) {
            train(
                    replay,
                    budget,
                    new EventReader(
                            records.fleet(), new SegmentValidator(spec.observationSize(), spec.actions())::problem),
                    prefix,
                    updates);
        }
        return verdicts(budget, made, training);
    }

    private LearnerSettings settings(TrainingRecord training, String prefix) {
        Config recorded = RecordedSettings.config(training.getSettings());
        return LearnerSettings.from(
                recorded.with(CommonSettings.FLEET, records.fleet()).with(CommonSettings.TOPICS_PREFIX, prefix));
    }

    private void train(
            VersionReplay replay, List<ModelVersion> budget, EventReader events, String prefix, IntConsumer updates) {
        JournalReader reader = new JournalReader(log, prefix, events, gaps);
        String transitions = Topics.TRANSITIONS.name(prefix);
        reader.read(
                replay.window().stream()
                        .map(run -> new Journal.Entry(transitions, run.partition(), run.from(), run.to(), 0))
                        .toList(),
                new Hearer(replay, updates, 0));
        replay.begin();
        for (ModelVersion version : budget) {
            TrainingRecord training = version.getTraining();
            if (training != null) {
                reader.read(Training.journal(training), new Hearer(replay, updates, version.getVersion()));
            }
        }
    }

    private record Hearer(VersionReplay replay, IntConsumer updates, int version) implements JournalReader.Sink {
        @Override
        public void hear(LogEvent event) {
            replay.hear(event);
        }

        @Override
        public void updates(int count) {
            for (int i = 0; i < count; i++) {
                if (!replay.update()) {
                    throw new UnusableLogException("the journal of version " + version
                            + " has an update where the plan allows none: records are missing, or this version of"
                            + " Slipstream trains differently from the one that wrote it");
                }
                updates.accept(1);
            }
        }
    }

    private List<Verdict> verdicts(List<ModelVersion> budget, List<ModelVersion> made, TrainingRecord training) {
        List<String> notes = new ArrayList<>();
        if (!RecordedSettings.sameRecipe(training.getSettings())) {
            notes.add("the training's constants are not those of the version of Slipstream that trained it");
        }
        gaps.found().forEach(gap -> notes.add("partial: " + gap));
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < budget.size(); i++) {
            ModelVersion recorded = budget.get(i);
            List<Difference> differences = i < made.size()
                    ? MANIFESTS.differences(recorded, made.get(i))
                    : List.of(new Difference("version", Integer.toString(recorded.getVersion()), "none was made"));
            verdicts.add(new Verdict("model version " + recorded.getVersion(), detail(recorded), differences, notes));
        }
        return verdicts;
    }

    private static String detail(ModelVersion version) {
        StringBuilder hashes = new StringBuilder();
        version.getAdapters()
                .forEach(adapter -> hashes.append(", ")
                        .append(adapter.getName())
                        .append(' ')
                        .append(adapter.getSha256(), 0, 12));
        TrainingRecord training = version.getTraining();
        return String.format(
                Locale.ROOT,
                "%s, parent %d, decision %s, %,d updates, seed %d, journal of %,d entries%s",
                version.getComponent(),
                version.getParent(),
                version.getDecision(),
                version.getUpdates(),
                version.getSeed(),
                training == null ? 0 : training.getJournal().size(),
                hashes);
    }

    private ModelVersion parent(ModelVersion version) {
        Integer parent = version.getParent();
        ModelVersion found = parent == null ? null : records.versions().get(parent);
        if (found == null) {
            throw new UnusableLogException("the parent " + parent + " of version " + version.getVersion()
                    + " is not on the models topic of " + log.name());
        }
        return found;
    }

    private static byte[] blob(Map<String, byte[]> blobs, WeightsReference reference) {
        byte @Nullable [] bytes = blobs.get(reference.getSha256());
        if (bytes == null) {
            throw new IllegalStateException("the blob " + reference.getSha256() + " was asked for");
        }
        return bytes;
    }
}
