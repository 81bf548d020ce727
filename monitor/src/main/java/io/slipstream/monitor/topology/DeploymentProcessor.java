package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.Announcement;
import io.slipstream.monitor.canary.DeploymentJudge;
import io.slipstream.monitor.canary.Driven;
import io.slipstream.monitor.canary.FleetDeployment;
import io.slipstream.monitor.canary.TrialEpisode;
import io.slipstream.monitor.canary.TrialState;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the deployment of every fleet in Kafka Streams' stores and forwards the records of what {@link DeploymentJudge} makes of episodes, segments and
 * commands: state, input positions and verdict are one transaction, so that a restart neither forgets an episode nor counts one twice.
 */
final class DeploymentProcessor implements Processor<String, Object, String, Object> {
    /** Store of a {@link FleetDeployment} per fleet. */
    static final String DEPLOYMENTS = "fleet-deployments";
    /** Store of the episodes of trials that go on. */
    static final String EPISODES = "trial-episodes";

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentProcessor.class);
    /** Numbers that may be missing in the versions of a fleet. */
    private static final int GAP = 8;

    private final WireFormat wire;
    private final DeploymentJudge judge;
    private final DeploymentWriter writer;
    private @Nullable Stores stores;

    DeploymentProcessor(TopologySettings settings, WireFormat wire) {
        this.wire = wire;
        judge = new DeploymentJudge(settings.canary());
        writer = new DeploymentWriter(settings.canary());
    }

    private record Stores(
            ProcessorContext<String, Object> context,
            KeyValueStore<String, FleetDeployment> deployments,
            KeyValueStore<String, FleetEvent> episodes,
            TimestampedKeyValueStore<String, byte[]> manifests) {
        /** Whether a trial has counted this episode, which then stands on the log twice. */
        boolean counted(String fleet, TrialState trial, EpisodeEvent episode) {
            try (KeyValueIterator<String, FleetEvent> stored = episodes.range(
                    FleetProcessor.eventKey(fleet, trial.firstEpisode()),
                    FleetProcessor.eventKey(fleet, trial.nextEpisode()))) {
                while (stored.hasNext()) {
                    if (stored.next().value.happening().equals(episode.happening())) {
                        return true;
                    }
                }
            }
            return false;
        }

        DeploymentJudge.Versions versions(String fleet) {
            return new DeploymentJudge.Versions() {
                @Override
                public boolean exists(int version) {
                    return manifests.get(Keys.version(fleet, version)) != null;
                }

                @Override
                public OptionalInt newestAbove(int version) {
                    int newest = version;
                    for (int next = version + 1; next <= newest + GAP; next++) {
                        newest = exists(next) ? next : newest;
                    }
                    return newest > version ? OptionalInt.of(newest) : OptionalInt.empty();
                }
            };
        }
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        stores = new Stores(
                context,
                context.getStateStore(DEPLOYMENTS),
                context.getStateStore(EPISODES),
                context.getStateStore(FleetProcessor.MANIFESTS));
    }

    @Override
    public void process(Record<String, Object> record) {
        Stores here = Objects.requireNonNull(stores);
        String fleet = record.key();
        FleetDeployment stored = here.deployments().get(fleet);
        FleetDeployment before = stored == null ? FleetDeployment.unknown() : stored;
        if (record.value() instanceof SegmentEvent segment) {
            put(here, record, before, judge.segment(before, driven(segment), here.versions(fleet)));
        } else if (record.value() instanceof EpisodeEvent episode) {
            take(here, record, before, episode);
        } else if (record.value() instanceof Command command) {
            obey(here, record, before, command);
        }
    }

    private static Driven driven(SegmentEvent segment) {
        int steps = segment.signals().length();
        double reward = 0;
        for (int t = 0; t < steps; t++) {
            reward += segment.signals().rewards()[t];
        }
        return new Driven(segment.modelVersion(), segment.environment(), segment.age(), steps, reward);
    }

    private void take(Stores here, Record<String, Object> record, FleetDeployment before, EpisodeEvent episode) {
        TrialState trial = before.trial();
        if (trial != null && here.counted(record.key(), trial, episode)) {
            return;
        }
        DeploymentJudge.Outcome outcome =
                judge.episode(before, episode.modelVersion(), episode.trial(), trialEpisode(before, episode));
        if (trial != null && !outcome.state().equals(before)) {
            here.episodes().put(FleetProcessor.eventKey(record.key(), trial.nextEpisode()), episode);
        }
        put(here, record, before, outcome);
    }

    private static TrialEpisode trialEpisode(FleetDeployment before, EpisodeEvent episode) {
        TrialState trial = before.trial();
        return new TrialEpisode(
                trial != null && episode.modelVersion() == trial.candidate(),
                episode.success(),
                episode.episodeReturn(),
                episode.meanTtc(),
                episode.shadow());
    }

    private void obey(Stores here, Record<String, Object> record, FleetDeployment before, Command command) {
        if (before.commands().contains(command.getId())) {
            LOG.info("command {} was carried out before", command.getId());
            return;
        }
        try {
            DeploymentJudge.Outcome outcome = carryOut(before, command, here.versions(record.key()));
            put(
                    here,
                    record,
                    before,
                    new DeploymentJudge.Outcome(outcome.state().carriedOut(command.getId()), outcome.announcement()));
        } catch (IllegalArgumentException e) {
            refuse(here, record, command, String.valueOf(e.getMessage()));
        }
    }

    private DeploymentJudge.Outcome carryOut(
            FleetDeployment before, Command command, DeploymentJudge.Versions versions) {
        String id = command.getId();
        String why = command.getIssuedBy() + ": " + command.getReason();
        return switch (command.getKind()) {
            case PROMOTE -> judge.promote(known(before, command), version(command), id, why, versions);
            case ROLL_BACK -> judge.rollBack(known(before, command), version(command), id, why, versions);
            case FREEZE -> judge.freeze(known(before, command), id, why);
            case UNFREEZE -> judge.unfreeze(known(before, command), id, why);
            default -> new DeploymentJudge.Outcome(before, Optional.empty());
        };
    }

    private static FleetDeployment known(FleetDeployment before, Command command) {
        if (before.incumbent() == 0) {
            throw new IllegalArgumentException("nobody of fleet '" + command.getFleet() + "' has driven yet");
        }
        return before;
    }

    private static OptionalInt version(Command command) {
        String version = command.getArguments().get("version");
        try {
            return version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + version + "' is no number of a model version", e);
        }
    }

    private void refuse(Stores here, Record<String, Object> record, Command command, String reason) {
        LOG.warn("command {} ({}) is refused: {}", command.getId(), command.getKind(), reason);
        RecordMetadata at = here.context().recordMetadata().orElseThrow();
        Source source = new Source(at.topic(), at.partition(), at.offset());
        byte[] value = wire.commands().encode(command);
        DeadLetter letter = DeadLetterWriter.letter(
                source, reason, null, value, here.context().currentSystemTimeMs());
        here.context().forward(new Record<>(DeadLetterWriter.key(source), letter, record.timestamp()));
    }

    private void put(
            Stores here, Record<String, Object> record, FleetDeployment before, DeploymentJudge.Outcome outcome) {
        outcome.announcement().ifPresent(told -> forward(here, record, told));
        if (!outcome.state().equals(before)) {
            here.deployments().put(record.key(), outcome.state());
        }
    }

    private void forward(Stores here, Record<String, Object> record, Announcement told) {
        long now = here.context().currentSystemTimeMs();
        List<FleetEvent> episodes = told.open() ? List.of() : closed(here, record.key(), told);
        Deployment deployment = writer.write(record.key(), told, episodes, now);
        LOG.info(
                "fleet {}: {}, version {} drives; {} ({})",
                record.key(),
                told.state(),
                told.incumbent(),
                told.verdict(),
                told.reason());
        here.context().forward(new Record<>(record.key(), deployment, record.timestamp()));
    }

    /** The episodes of a trial that is over, which need not be remembered any longer. */
    private static List<FleetEvent> closed(Stores here, String fleet, Announcement told) {
        List<FleetEvent> episodes = new ArrayList<>();
        told.trial().ifPresent(trial -> {
            List<String> keys = new ArrayList<>();
            try (KeyValueIterator<String, FleetEvent> stored = here.episodes()
                    .range(
                            FleetProcessor.eventKey(fleet, trial.firstEpisode()),
                            FleetProcessor.eventKey(fleet, trial.nextEpisode()))) {
                stored.forEachRemaining(entry -> {
                    episodes.add(entry.value);
                    keys.add(entry.key);
                });
            }
            keys.forEach(here.episodes()::delete);
        });
        return episodes;
    }
}
