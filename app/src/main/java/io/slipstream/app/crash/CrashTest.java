package io.slipstream.app.crash;

import io.slipstream.app.replay.Comparison;
import io.slipstream.app.replay.Difference;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.avro.ModelVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Two learners on the same log: one is left alone, the other killed again and again. Everything they make must be equal to the last bit. */
public final class CrashTest {
    private static final Comparison MANIFESTS = new Comparison(Set.of("createdAt", "bytesPublished"));

    private final Path folder;
    private final Path archive;
    private final Config config;
    private final Map<String, String> settings;
    private final Duration patience;
    private final PrintWriter progress;

    /**
     * @param folder for brokers and checkpoints
     * @param archive the log, as `slipstream export` writes it
     * @param config common settings
     * @param settings of the learners, by key
     * @param patience how long a learner's checkpoint may stand still before the test is given up
     * @param progress takes a line for every kill
     */
    public CrashTest(
            Path folder,
            Path archive,
            Config config,
            Map<String, String> settings,
            Duration patience,
            PrintWriter progress) {
        this.folder = folder;
        this.archive = archive;
        this.config = config;
        this.settings = Map.copyOf(settings);
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Runs both, one after the other.
     *
     * @param kills how often to kill
     * @param longest a life lasts between nothing and this, uniformly
     * @param seed of the lengths of lives
     */
    public CrashReport run(int kills, Duration longest, long seed) throws InterruptedException {
        Outcome alone = new Trial(folder.resolve("alone"), archive, config, settings, patience, progress)
                .run(Collections.emptyIterator());
        SplittableRandom random = new SplittableRandom(seed);
        Outcome killed = new Trial(folder.resolve("killed"), archive, config, settings, patience, progress)
                .run(Stream.generate(() -> Duration.ofMillis(random.nextLong(longest.toMillis())))
                        .limit(kills)
                        .iterator());
        return new CrashReport(
                kills,
                seed,
                killed.lives() - 1,
                alone.manifests().size(),
                alone.updates(),
                alone.seconds(),
                killed.seconds(),
                alone.hashes(),
                killed.hashes(),
                differences(alone.manifests(), killed.manifests()));
    }

    private static List<String> differences(List<ModelVersion> alone, List<ModelVersion> killed) {
        List<String> differences = new ArrayList<>();
        if (alone.size() != killed.size()) {
            differences.add(alone.size() + " versions were published without kills, " + killed.size() + " with");
        }
        for (int i = 0; i < Math.min(alone.size(), killed.size()); i++) {
            for (Difference difference : MANIFESTS.differences(alone.get(i), killed.get(i))) {
                differences.add("version " + alone.get(i).getVersion() + ": " + difference.field() + " is "
                        + difference.recorded() + " without kills, " + difference.recomputed() + " with");
            }
        }
        return differences;
    }
}
