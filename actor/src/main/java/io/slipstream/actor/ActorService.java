package io.slipstream.actor;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.actor.admission.Admission;
import io.slipstream.actor.admission.LearnerWatch;
import io.slipstream.actor.commands.CommandAgent;
import io.slipstream.actor.commands.ScenarioSwitch;
import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.domain.FilmOrder;
import io.slipstream.actor.models.DeploymentFollower;
import io.slipstream.actor.models.FirstModel;
import io.slipstream.actor.models.Lineups;
import io.slipstream.actor.models.ModelAgent;
import io.slipstream.actor.models.ModelLoader;
import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.actor.publish.EpochFinder;
import io.slipstream.actor.publish.Outbox;
import io.slipstream.actor.publish.SegmentPublisher;
import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.Lineup;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.AgentRunner;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.runtime.lifecycle.ServiceGroup;
import io.slipstream.runtime.serde.DeadLetters;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.runtime.signing.Exposure;
import io.slipstream.runtime.weights.VersionFollower;
import io.slipstream.runtime.weights.VersionLibrary;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An actor: drives a policy in many environments, streams what happened and swaps model versions while it drives. Three
 * threads: driving, models, commands.
 */
public final class ActorService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ActorService.class);
    /** So long a learner's word counts; it reports every few seconds. */
    private static final Duration LEARNER_PATIENCE = Duration.ofSeconds(30);

    private static final Duration LETTERS_PATIENCE = Duration.ofSeconds(2);

    private final ActorSettings settings;
    private final Config config;
    private final KafkaClients clients;
    private final Clock clock;
    private final ActorMeters meters;
    private final MeterRegistry registry;
    // Touched by the start and then by the driving thread alone.
    private volatile long epoch;
    private volatile @Nullable Parts parts;

    /** What exists while the actor runs. */
    private record Parts(
            DrivingAgent driving,
            ServiceGroup group,
            Outbox outbox,
            Producer<String, SpecificRecord> letters,
            Domain domain) {}

    /**
     * Nothing happens before {@link #start}.
     *
     * @param config settings of {@link ActorSettings} and the common ones
     * @param registry where the meters go
     * @param clock wall clock of records; its time at the start is the actor's epoch, unless the log has a later one
     */
    public ActorService(Config config, MeterRegistry registry, Clock clock) {
        this.settings = ActorSettings.from(config);
        this.config = config;
        this.clients = new KafkaClients(config);
        this.registry = registry;
        this.clock = clock;
        if (config.get(CommonSettings.TRUSTED_KEYS).isEmpty()) {
            Exposure.of(config)
                    .ifPresent(brokers -> LOG.warn(
                            "every model version on {} is driven, whoever published it; set {} (SECURITY.md)",
                            brokers,
                            CommonSettings.TRUSTED_KEYS.key()));
        }
        this.meters = new ActorMeters(registry, settings.name(), this::progress);
    }

    @Override
    public String name() {
        return "actor";
    }

    /**
     * Joins the log and starts driving the newest version or the model folder; when there is neither, driving begins with
     * the first version that is published, or fails when none is in time.
     *
     * @throws IllegalArgumentException if the task or the shift is unknown, or the catalogue file cannot be used
     * @throws io.slipstream.model.IllegalModelException if the model cannot be read
     */
    @Override
    public synchronized void start() {
        if (parts != null) {
            return;
        }
        Domain domain = new Domains(config, registry).open();
        try {
            start(domain);
        } catch (RuntimeException e) {
            domain.close();
            throw e;
        }
    }

    private void start(Domain domain) {
        ScenarioSwitch scenarios = new ScenarioSwitch(domain, settings.task(), settings.shift());
        Producer<String, SpecificRecord> letters = clients.producer(client("dead-letters"));
        RefusedRecords refused = RefusedRecords.to(
                new DeadLetters(letters, clients.name(Topics.DEAD_LETTERS), settings.name(), registry, clock));
        VersionFollower follower = new VersionFollower(
                clients.consumer(client("models")),
                clients.name(Topics.MODELS),
                clients.name(Topics.WEIGHTS),
                settings.fleet(),
                refused,
                System::nanoTime);
        try {
            start(domain, scenarios, letters, refused, follower);
        } catch (RuntimeException e) {
            follower.close();
            letters.close(LETTERS_PATIENCE);
            throw e;
        }
    }

    private void start(
            Domain domain,
            ScenarioSwitch scenarios,
            Producer<String, SpecificRecord> letters,
            RefusedRecords refused,
            VersionFollower follower) {
        ModelLoader loader = new ModelLoader();
        DeploymentFollower deployments = new DeploymentFollower(
                clients.consumer(client("deployments")), clients.name(Topics.DEPLOYMENTS), settings.fleet(), refused);
        Lineups lineups = new Lineups(deployments::latest, library()::find, loader);
        Optional<Lineup> first = new FirstModel(follower, loader, lineups).find(settings.model());
        Outbox outbox = new Outbox(clients.patientProducer(client("segments")), settings.maxInFlight());
        epoch = newestEpoch();
        ActorIdentity identity = identity();
        Admission admission = new Admission(settings.maxLearnerLag(), LEARNER_PATIENCE, System::nanoTime);
        DrivingAgent driving = new DrivingAgent(
                settings,
                first,
                scenarios,
                () -> publisher(identity(), outbox, domain),
                conditions -> domain.environments(conditions, settings.environments(), settings.seed()),
                meters::swapped,
                (environments, session) -> domain.film(environments, session, film(identity, outbox)),
                admission::open);
        ModelAgent models = new ModelAgent(
                follower,
                loader,
                lineups,
                () -> deployments.poll(Duration.ZERO),
                deployments::close,
                first.map(lineup -> lineup.weights().spec()),
                driving::offer);
        CommandAgent commands = new CommandAgent(
                clients.consumer(client("commands")),
                clients.name(Topics.COMMANDS),
                settings.fleet(),
                scenarios,
                refused);
        LearnerWatch learner = new LearnerWatch(
                clients.consumer(client("learning")), clients.name(Topics.LEARNING), settings.fleet(), admission);
        ServiceGroup group = new ServiceGroup(
                "actor",
                List.of(
                        new AgentRunner(client("driving"), driving),
                        new AgentRunner(client("models"), models),
                        new AgentRunner(client("commands"), commands),
                        new AgentRunner(client("learning"), learner)));
        parts = new Parts(driving, group, outbox, letters, domain);
        meters.watch(outbox, follower);
        group.start();
    }

    private VersionLibrary library() {
        return new VersionLibrary(
                () -> clients.consumer(client("library")),
                clients.name(Topics.MODELS),
                clients.name(Topics.WEIGHTS),
                settings.fleet());
    }

    /** Of a new epoch: larger than every one before, also when the clock has been set back. */
    private ActorIdentity identity() {
        epoch = Math.max(clock.millis(), epoch + 1);
        return new ActorIdentity(settings.fleet(), settings.name(), epoch);
    }

    private long newestEpoch() {
        try (var consumer = clients.consumer(client("epochs"))) {
            return new EpochFinder(consumer, clients.name(Topics.TRANSITIONS))
                    .newest(settings.fleet(), settings.name());
        } catch (AuthorizationException e) {
            LOG.info("segments may not be read: the clock alone gives the epoch ({})", e.getMessage());
            return 0;
        }
    }

    private FilmOrder film(ActorIdentity identity, Outbox outbox) {
        String topic = clients.name(Topics.SCENES);
        return new FilmOrder(
                settings.filmed(),
                settings.filmInterval(),
                identity,
                clock,
                scene -> outbox.send(
                        topic, Keys.environment(identity.fleet(), identity.actor(), scene.getEnvironment()), scene));
    }

    private SegmentPublisher publisher(ActorIdentity identity, Outbox outbox, Domain domain) {
        return new SegmentPublisher(
                identity,
                new SegmentRecords(identity, clock, domain),
                outbox,
                clients.name(Topics.TRANSITIONS),
                clients.name(Topics.EPISODES));
    }

    @Override
    public synchronized void close() {
        Parts running = parts;
        if (running != null) {
            // Driving ends first: what it has handed over is then given time to arrive.
            running.group().close();
            running.outbox().close();
            running.letters().close(LETTERS_PATIENCE);
            running.domain().close();
        }
    }

    @Override
    public boolean healthy() {
        Parts running = parts;
        return running == null || (running.group().healthy() && !hangs(running));
    }

    private boolean hangs(Parts running) {
        return running.driving().stuck().compareTo(settings.stepTimeout()) > 0;
    }

    @Override
    public boolean ready() {
        Parts running = parts;
        return running != null && running.group().healthy() && progress().steps() > 0;
    }

    /** Totals so far; safe from any thread. */
    public ActorProgress progress() {
        Parts running = parts;
        return running == null ? ActorProgress.NONE : running.driving().progress();
    }

    private String client(String role) {
        return settings.name() + "-" + role;
    }
}
