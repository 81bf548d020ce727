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
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.Training;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.learner.publish.VersionSink;
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
import java.util.Objects;
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
    /** What is learnt; when it was written, how it travelled and who vouched for it are not (decision 0020). */
    private static final Comparison MANIFESTS =
            new Comparison(Set.of("createdAt", "bytesPublished", "training", "signature"));

    private final StoredLog log;
    private final FleetRecords records;
    private final Config config;
    private final Gaps gaps;
    private final Recomputed made;

    /**
     * @param log where the records are
     * @param records what the log says
     * @param config leads to the topics
     * @param gaps takes what is missing
     * @param made takes versions as they come out
     */
    public BudgetReplay(StoredLog log, FleetRecords records, Config config, Gaps gaps, Recomputed made) {
        this.log = log;
        this.records = records;
        this.config = config;
        this.gaps = gaps;
        this.made = made;
    }

    /**
     * Trains one version again, and with it those of its budget that come before, as they were trained.
     *
     * @param updates takes the number of updates made
     * @return one verdict for each of them, the version asked for last
     * @throws UnusableLogException when there is no such version, or what it takes to train it is gone
     */
    public List<Verdict> version(int number, IntConsumer updates) {
        List<ModelVersion> budget = budget(number);
        Rerun rerun = new Rerun(training(budget).getSettings(), false);
        return verdicts(budget, train(budget, rerun, made, updates), training(budget));
    }

    /**
     * What if: trains a budget again up to a version, as it was and with other settings. The records come as they came then, and updates
     * wherever there was one then and the settings allow it now; what they still allow when the records have come is trained at the end.
     *
     * @param changed settings by key; see {@link RecordedSettings#open()}
     * @param updates takes the number of updates made
     */
    public RetrainedBudget whatIf(int number, Map<String, String> changed, IntConsumer updates) {
        List<ModelVersion> budget = budget(number);
        Map<String, String> own = training(budget).getSettings();
        Map<String, String> other = new TreeMap<>(own);
        other.putAll(changed);
        // The other one first: a wrong value shall show before anything is trained.
        List<Trained> with = train(budget, new Rerun(other, true), made, updates);
        List<Trained> again = train(
                budget, new Rerun(own, false), new Recomputed(config.get(CommonSettings.TOPICS_PREFIX), ""), updates);
        return new RetrainedBudget(budget, again, with);
    }

    /** The budget of a version, up to that version. */
    private List<ModelVersion> budget(int number) {
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
        String start = training.getStart().getSha256();
        return records.versions().headMap(number, true).values().stream()
                .filter(version -> startOf(version).equals(start))
                .toList();
    }

    private static TrainingRecord training(List<ModelVersion> budget) {
        return Objects.requireNonNull(
                budget.get(budget.size() - 1).getTraining(), "a budget's versions say how they came");
    }

    /**
     * The last version of every budget within a range of numbers: with these all others of the range are trained again.
     *
     * @throws UnusableLogException when no version of the range was trained
     */
    public List<Integer> budgets(int first, int last) {
        Map<String, Integer> ends = new TreeMap<>();
        records.versions().values().stream()
                .filter(version -> version.getVersion() >= first && version.getVersion() <= last)
                .forEach(version -> {
                    TrainingRecord training = version.getTraining();
                    if (training != null) {
                        ends.put(training.getStart().getSha256(), version.getVersion());
                    }
                });
        if (ends.isEmpty()) {
            throw new UnusableLogException("no model version was trained "
                    + (last == Integer.MAX_VALUE ? "on " + log.name() : "from " + first + " to " + last)
                    + "; the log holds versions " + records.versions().keySet() + " of fleet " + records.fleet());
        }
        return ends.values().stream().sorted().toList();
    }

    /** Updates that it takes to train versions again, and those of their budgets before them. */
    public long updates(List<Integer> versions) {
        return versions.stream()
                .flatMap(last -> budget(last).stream())
                .mapToLong(ModelVersion::getUpdates)
                .sum();
    }

    private static String startOf(ModelVersion version) {
        TrainingRecord training = version.getTraining();
        return training == null ? "" : training.getStart().getSha256();
    }

    /**
     * How a budget is trained again.
     *
     * @param settings of the learner, as text
     * @param loose whether the plan may allow fewer updates than the journal has, and more after its end
     */
    private record Rerun(Map<String, String> settings, boolean loose) {}

    private List<Trained> train(List<ModelVersion> budget, Rerun rerun, Recomputed into, IntConsumer updates) {
        ModelVersion parent = parent(budget.get(0));
        List<WeightsReference> needed = new ArrayList<>(parent.getAdapters());
        needed.add(parent.getBase());
        WeightsReference start = training(budget).getStart();
        needed.add(start);
        String prefix = config.get(CommonSettings.TOPICS_PREFIX);
        Map<String, byte[]> blobs = new BlobReader(log, prefix).read(needed);
        ModelSpec spec = ModelSpec.fromJson(parent.getSpec());
        ModelWeights base = ModelWeights.fromSafetensors(spec, blob(blobs, parent.getBase()));
        List<Adapter> adapters = parent.getAdapters().stream()
                .map(reference -> Adapter.fromBytes(blob(blobs, reference)))
                .toList();
        List<ModelVersion> manifests = new ArrayList<>();
        VersionPacker packer = new VersionPacker(records.fleet(), Clock.systemUTC());
        try (VersionReplay replay = new VersionReplay(
                settings(rerun, prefix),
                rerun.settings(),
                parent.getVersion(),
                base,
                adapters,
                LearnerState.fromBytes(blob(blobs, start)),
                new Versions(budget, packer, into, manifests))) {
            EventReader events = new EventReader(
                    records.fleet(), new SegmentValidator(spec.observationSize(), spec.actions())::problem);
            Updates driver = new Updates(replay, manifests, rerun.loose(), updates);
            JournalReader reader = new JournalReader(log, prefix, events, gaps);
            reader.read(window(replay, prefix), driver);
            replay.begin();
            for (ModelVersion version : budget) {
                reader.read(journal(version), driver.of(version.getVersion()));
            }
            driver.finish();
            return driver.trained();
        }
    }

    /** Takes the versions that are made again, under the numbers they had: others may have published in between. */
    private record Versions(
            List<ModelVersion> budget, VersionPacker packer, Recomputed into, List<ModelVersion> manifests)
            implements VersionSink {
        @Override
        public ModelVersion publish(Release release) {
            VersionPacker.Parcel parcel = packer.pack(release);
            packer.arrived(parcel);
            into.version(parcel);
            manifests.add(parcel.manifest());
            return parcel.manifest();
        }

        @Override
        public int newest() {
            return manifests.size() < budget.size()
                    ? budget.get(manifests.size()).getVersion() - 1
                    : 0;
        }
    }

    private static List<Journal.Entry> window(VersionReplay replay, String prefix) {
        String transitions = Topics.TRANSITIONS.name(prefix);
        return replay.window().stream()
                .map(run -> new Journal.Entry(transitions, run.partition(), run.from(), run.to(), 0))
                .toList();
    }

    private static List<Journal.Entry> journal(ModelVersion version) {
        TrainingRecord training = version.getTraining();
        return training == null ? List.of() : Training.journal(training);
    }

    private LearnerSettings settings(Rerun rerun, String prefix) {
        Config recorded = RecordedSettings.config(rerun.settings());
        return LearnerSettings.from(
                recorded.with(CommonSettings.FLEET, records.fleet()).with(CommonSettings.TOPICS_PREFIX, prefix));
    }

    private List<Verdict> verdicts(List<ModelVersion> budget, List<Trained> again, TrainingRecord training) {
        List<String> notes = new ArrayList<>();
        if (!RecordedSettings.sameRecipe(training.getSettings())) {
            notes.add("the training's constants are not those of the version of Slipstream that trained it");
        }
        gaps.found().forEach(gap -> notes.add("partial: " + gap));
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < budget.size(); i++) {
            ModelVersion recorded = budget.get(i);
            List<Difference> differences = i < again.size()
                    ? MANIFESTS.differences(recorded, again.get(i).manifest())
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
