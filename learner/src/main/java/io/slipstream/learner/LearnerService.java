package io.slipstream.learner;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Inbox;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.publish.VersionNumbers;
import io.slipstream.learner.publish.VersionPublisher;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.report.Progress;
import io.slipstream.model.ModelSpec;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.AgentRunner;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.lifecycle.WorkFolder;
import io.slipstream.runtime.serde.DeadLetters;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.runtime.signing.Exposure;
import io.slipstream.runtime.signing.TrustedKeys;
import io.slipstream.runtime.signing.VersionSigner;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.LearningReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A learner: takes the log in, trains what the standing decision names and publishes versions. One thread does all of it.
 * One learner per fleet: a second one fences the first when it publishes.
 */
public final class LearnerService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerService.class);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LearnerSettings settings;
    private final Map<String, String> told;
    private final boolean lockstep;
    private final KafkaClients clients;
    private final @Nullable VersionSigner signer;
    private final MeterRegistry registry;
    private final Clock clock;
    private final EventReader.Sources sources;
    private final LearnerMeters meters;
    private volatile @Nullable Parts parts;

    /** What exists while the learner runs. */
    private record Parts(
            LearnerAgent agent,
            AgentRunner runner,
            VersionPublisher publisher,
            Producer<String, SpecificRecord> reports) {}

    /**
     * Nothing happens before {@link #start}.
     *
     * @param config settings of {@link LearnerSettings} and the common ones
     * @param registry where the meters go
     * @param clock wall clock of records
     */
    public LearnerService(Config config, MeterRegistry registry, Clock clock) {
        this.settings = LearnerSettings.from(config);
        this.told = RecordedSettings.of(config);
        this.lockstep = config.get(LearnerSettings.LOCKSTEP);
        this.clients = new KafkaClients(config);
        this.signer = signer(config);
        this.registry = registry;
        this.clock = clock;
        this.meters = new LearnerMeters(registry, this::progress);
        this.sources = new EventReader.Sources(
                clients.name(Topics.TRANSITIONS),
                clients.name(Topics.EPISODES),
                clients.name(Topics.DECISIONS),
                clients.name(Topics.COMMANDS));
    }

    private static @Nullable VersionSigner signer(Config config) {
        Optional<Path> key = config.get(LearnerSettings.SIGNING_KEY);
        if (key.isEmpty()) {
            Exposure.of(config)
                    .ifPresent(brokers -> LOG.warn(
                            "versions are published without a signature on {}; set {} (SECURITY.md)",
                            brokers,
                            LearnerSettings.SIGNING_KEY.key()));
            return null;
        }
        VersionSigner made = VersionSigner.of(key.get(), LearnerSettings.SIGNING_KEY.key(), TrustedKeys.of(config));
        LOG.info("versions are signed with the key {}", made.fingerprint());
        return made;
    }

    /** The id under which the learner of a fleet publishes; a second learner of the fleet fences the first by it. */
    public static String transactionalId(String fleet) {
        return "slipstream-learner-" + fleet;
    }

    @Override
    public String name() {
        return "learner";
    }

    /**
     * Goes on from the checkpoint, the log or the model folder; when it returns the fleet has a model version on the log.
     *
     * @throws io.slipstream.model.IllegalModelException if there is nothing to start from, or it cannot be read
     * @throws io.slipstream.learner.checkpoint.IllegalCheckpointException if the checkpoint cannot be used
     * @throws io.slipstream.model.tensor.DeviceUnavailableException if there is no such GPU as the settings ask for
     */
    @Override
    public synchronized void start() {
        if (parts != null) {
            return;
        }
        LOG.info("training on {}", settings.device().require(LearnerSettings.DEVICE.key()));
        WorkFolder.require(settings.folder(), LearnerSettings.FOLDER.key());
        Producer<String, SpecificRecord> reports = clients.producer(client("reports"));
        VersionPublisher publisher = publisher();
        try {
            start(reports, publisher);
        } catch (RuntimeException e) {
            publisher.close();
            reports.close(PATIENCE);
            throw e;
        }
    }

    private void start(Producer<String, SpecificRecord> reports, VersionPublisher publisher) {
        RefusedRecords refused = RefusedRecords.to(
                new DeadLetters(reports, clients.name(Topics.DEAD_LETTERS), "learner", registry, clock));
        CheckpointFile file = new CheckpointFile(settings.folder());
        Origin origin = new OriginFinder(settings, file, publisher).find(newest(refused));
        LearningMeter meter = new LearningMeter(settings.fleet(), settings.reportEvery(), System::nanoTime, clock);
        LearnerAgent agent = new LearnerAgent(
                settings,
                sources,
                origin,
                inbox(origin, refused),
                () -> learning(origin, publisher, meter),
                meter,
                file,
                report -> send(reports, report),
                lockstep,
                System::nanoTime);
        AgentRunner runner = new AgentRunner("learner", agent);
        parts = new Parts(agent, runner, publisher, reports);
        meters.register();
        runner.start();
    }

    private VersionPublisher publisher() {
        return new VersionPublisher(
                clients.transactionalProducer(client("versions"), transactionalId(settings.fleet())),
                clients.name(Topics.MODELS),
                clients.name(Topics.WEIGHTS),
                settings.fleet(),
                clock,
                new VersionNumbers(clients.consumer(client("numbers")), clients.name(Topics.MODELS), settings.fleet()),
                signer);
    }

    private Optional<PublishedVersion> newest(RefusedRecords refused) {
        try (VersionFollower follower = new VersionFollower(
                clients.consumer(client("models")),
                clients.name(Topics.MODELS),
                clients.name(Topics.WEIGHTS),
                settings.fleet(),
                refused,
                System::nanoTime)) {
            return follower.newest(READ);
        }
    }

    private Inbox inbox(Origin origin, RefusedRecords refused) {
        ModelSpec spec = origin.base().spec();
        SegmentValidator validator = new SegmentValidator(spec.observationSize(), spec.actions());
        Inbox inbox = new Inbox(
                clients.consumer(client("inbox")),
                sources.all(),
                new EventReader(settings.fleet(), validator::problem),
                refused);
        inbox.fromBeginning(sources.transitions());
        inbox.fromBeginning(sources.decisions());
        if (lockstep) {
            inbox.fromBeginning(sources.episodes());
            inbox.fromBeginning(sources.commands());
        } else {
            inbox.fromNow(sources.episodes());
            inbox.fromNow(sources.commands());
        }
        return inbox;
    }

    private Learning learning(Origin origin, VersionPublisher publisher, LearningMeter meter) {
        return new Learning(
                settings,
                told,
                origin,
                new ReplayFeed(origin.base().spec().observationSize(), settings.replayCapacity()),
                new VersionChain(publisher, sources.transitions(), settings.seed(), origin),
                meter);
    }

    private void send(Producer<String, SpecificRecord> reports, LearningReport report) {
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(clients.name(Topics.LEARNING), settings.fleet(), report);
        reports.send(record, (metadata, failure) -> {
            if (failure != null) {
                LOG.warn("a learning report could not be published", failure);
            }
        });
    }

    @Override
    public synchronized void close() {
        Parts running = parts;
        if (running != null) {
            running.runner().close();
            running.publisher().close();
            running.reports().close(PATIENCE);
        }
    }

    @Override
    public boolean healthy() {
        Parts running = parts;
        return running == null || running.runner().healthy();
    }

    @Override
    public boolean ready() {
        Parts running = parts;
        return running != null && running.runner().healthy() && running.agent().ready();
    }

    /** Totals so far; safe from any thread. */
    public Progress progress() {
        Parts running = parts;
        return running == null ? Progress.NONE : running.agent().progress();
    }

    private static String client(String role) {
        return "learner-" + role;
    }
}
