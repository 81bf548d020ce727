package io.slipstream.app.crash;

import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.archive.Importer;
import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.log.ClusterLog;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** One learner, in as many lives as it is given, on a broker of its own that holds a copy of the archive's log. */
final class Trial {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final List<Topic<?>> READ =
            List.of(Topics.TRANSITIONS, Topics.EPISODES, Topics.DECISIONS, Topics.COMMANDS);

    private final Path folder;
    private final Path archive;
    private final Config config;
    private final Map<String, String> settings;
    private final Duration patience;
    private final PrintWriter progress;

    /**
     * @param folder of its broker and its checkpoint
     * @param archive the log
     * @param config common settings
     * @param settings of the learner, by key
     * @param patience how long its checkpoint may stand still in the last life
     * @param progress takes a line now and then
     */
    Trial(
            Path folder,
            Path archive,
            Config config,
            Map<String, String> settings,
            Duration patience,
            PrintWriter progress) {
        this.folder = folder;
        this.archive = archive;
        this.config = config;
        this.settings = settings;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Lets it live until it has read the whole log.
     *
     * @param kills how long each life lasts from the start of the process on; the last one lasts until the end
     */
    Outcome run(Iterator<Duration> kills) throws InterruptedException {
        try (DataFolder taken = DataFolder.take(folder);
                EmbeddedBroker broker = new EmbeddedBroker(taken.path(), 0)) {
            broker.start();
            Config here = config.with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            fill(here);
            long started = System.nanoTime();
            int lives = live(here, kills);
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Outcome(lives, seconds, manifests(here), checkpoint().orElseThrow());
        }
    }

    private void fill(Config here) {
        KafkaClients clients = new KafkaClients(here);
        try (Admin admin = clients.admin("slipstream-crash-test");
                ArchiveLog log = new ArchiveLog(archive, new Gaps(false))) {
            new TopicAdmin(admin, here).ensure(Topics.all());
            long total = log.extents().stream().mapToLong(Extent::length).sum();
            new Importer(log, log.prefix(), clients)
                    .run(
                            READ.stream().map(Topic::suffix).collect(Collectors.toSet()),
                            new ProgressLine("copying the log", "records", total, progress, System::nanoTime));
        }
    }

    private int live(Config here, Iterator<Duration> kills) throws InterruptedException {
        Map<String, Long> ends = ends(here);
        int lives = 0;
        while (kills.hasNext() && !over(ends)) {
            Duration lifetime = kills.next();
            try (LearnerProcess learner = start(here)) {
                lives++;
                if (learner.await(lifetime)) {
                    throw failed(learner);
                }
                learner.kill();
            }
            say("killed life %d after %.1f s, at version %d", lives, lifetime.toMillis() / 1e3, version());
        }
        try (LearnerProcess learner = start(here)) {
            lives++;
            Standstill standstill = new Standstill(patience, System::nanoTime);
            while (!over(ends)) {
                if (learner.await(LOOK)) {
                    throw failed(learner);
                }
                if (standstill.reached(progress())) {
                    throw stuck(ends);
                }
            }
        }
        say("the log is read: %d lives, version %d", lives, version());
        return lives;
    }

    private LearnerProcess start(Config here) {
        Map<String, String> told = new TreeMap<>(settings);
        told.put(CommonSettings.BOOTSTRAP_SERVERS.key(), here.get(CommonSettings.BOOTSTRAP_SERVERS));
        told.put(LearnerSettings.FOLDER.key(), learnerFolder().toString());
        told.put(LearnerSettings.LOCKSTEP.key(), "true");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
        return new LearnerProcess(told, folder.resolve("learner.log"));
    }

    private UnusableLogException failed(LearnerProcess learner) {
        return new UnusableLogException("a learner ended by itself with status " + learner.status() + "; "
                + folder.resolve("learner.log") + " says why");
    }

    private UnusableLogException stuck(Map<String, Long> ends) {
        Map<String, Long> reached = checkpoint().map(Checkpoint::offsets).orElse(Map.of());
        List<String> unread = ends.entrySet().stream()
                .filter(end -> reached.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> end.getKey() + " [" + reached.getOrDefault(end.getKey(), 0L) + ", " + end.getValue() + ")")
                .toList();
        return new UnusableLogException("the learner's checkpoint has not moved for " + patience.toSeconds()
                + " s, at version " + version() + "; not read yet: " + String.join(", ", unread) + "; "
                + folder.resolve("learner.log") + " says what it does, --patience SECONDS waits longer");
    }

    /** Changes with every record that is taken in and every update. */
    private Object progress() {
        return checkpoint()
                .<Object>map(last -> List.of(last.offsets(), last.state().counters()))
                .orElse(List.of());
    }

    private Path learnerFolder() {
        return folder.resolve("learner");
    }

    private Optional<Checkpoint> checkpoint() {
        return new CheckpointFile(learnerFolder()).read();
    }

    private int version() {
        return checkpoint().map(Checkpoint::modelVersion).orElse(0);
    }

    /** Whether everything has been taken in, and all that it allows has been trained: in lock-step the one follows from the other. */
    private boolean over(Map<String, Long> ends) {
        return checkpoint()
                .filter(last -> ends.entrySet().stream()
                        .allMatch(end -> last.offsets().getOrDefault(end.getKey(), 0L) >= end.getValue()))
                .isPresent();
    }

    private static Map<String, Long> ends(Config here) {
        KafkaClients clients = new KafkaClients(here);
        Set<String> names = READ.stream().map(clients::name).collect(Collectors.toSet());
        try (StoredLog log = new ClusterLog(clients, "the copy")) {
            Map<String, Long> ends = new TreeMap<>();
            log.extents().stream()
                    .filter(extent -> names.contains(extent.topic()))
                    .forEach(extent -> ends.put(extent.topic() + "/" + extent.partition(), extent.to()));
            return ends;
        }
    }

    private static List<ModelVersion> manifests(Config here) {
        KafkaClients clients = new KafkaClients(here);
        AvroCodec<ModelVersion> codec = AvroCodec.of(ModelVersion.class);
        List<ModelVersion> manifests = new ArrayList<>();
        try (StoredLog log = new ClusterLog(clients, "the copy")) {
            for (Extent extent : log.extents(clients.name(Topics.MODELS))) {
                try (LogCursor cursor = log.open(extent)) {
                    for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                        byte[] value = next.get().value();
                        if (value != null) {
                            manifests.add(codec.decode(value));
                        }
                    }
                }
            }
        }
        return manifests;
    }

    private void say(String format, Object... values) {
        progress.println(String.format(Locale.ROOT, format, values));
        progress.flush();
    }
}
