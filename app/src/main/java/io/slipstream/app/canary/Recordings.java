package io.slipstream.app.canary;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.model.ModelWeights;
import io.slipstream.sim.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Drives the policies once and keeps what came of it in files, so that a study that was stopped goes on. */
final class Recordings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SEARCHED = 600;
    private static final int SEARCH = 6;
    private static final double MOST_NOISE = 0.6;

    private final Path folder;
    private final Scenario scenario;
    private final int episodes;
    private final int environments;
    private final long seed;
    private final PrintWriter log;

    Recordings(Path folder, Scenario scenario, int episodes, int environments, long seed, PrintWriter log) {
        this.folder = folder;
        this.scenario = scenario;
        this.episodes = episodes;
        this.environments = environments;
        this.seed = seed;
        this.log = log;
    }

    /** The episodes of a policy, driven unless a file has them. */
    List<RecordedEpisode> of(StudiedPolicy policy) {
        Path file = folder.resolve("episodes-" + policy.name() + ".json");
        if (Files.exists(file)) {
            return read(file);
        }
        List<RecordedEpisode> driven =
                drive(policy, episodes, seed + policy.name().hashCode());
        write(file, driven);
        say("%s: %d episodes, success %.3f", policy.name(), driven.size(), success(driven));
        return driven;
    }

    /** The share of steps at random that costs so much success, found by halving on other episodes than those that are kept. */
    double noise(ModelWeights weights, double sound, double loss) {
        Path file = folder.resolve("noise.json");
        if (Files.exists(file)) {
            return number(file);
        }
        double low = 0;
        double high = MOST_NOISE;
        for (int i = 0; i < SEARCH; i++) {
            double middle = (low + high) / 2;
            double success = success(drive(StudiedPolicy.noisy(weights, middle), SEARCHED, seed + 1_000 + i));
            say("noise %.4f: success %.3f, wanted %.3f (%d of %d)", middle, success, sound - loss, i + 1, SEARCH);
            if (success > sound - loss) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double found = (low + high) / 2;
        write(file, Map.of("noise", found));
        return found;
    }

    static double success(List<RecordedEpisode> episodes) {
        return episodes.stream().filter(RecordedEpisode::success).count() / (double) episodes.size();
    }

    private List<RecordedEpisode> drive(StudiedPolicy policy, int count, long with) {
        try (NoisyPilot pilot = new NoisyPilot(policy, environments, with)) {
            return new Evaluation(scenario, count, environments, with)
                    .run(pilot).stream().map(RecordedEpisode::of).toList();
        }
    }

    private List<RecordedEpisode> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<RecordedEpisode>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it to drive again", e);
        }
    }

    private double number(Path file) {
        try {
            return JSON.readTree(file.toFile()).path("noise").asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it to search again", e);
        }
    }

    /** Beside the file first: one that is there is whole. */
    private void write(Path file, Object value) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
            JSON.writeValue(fresh.toFile(), value);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void say(String format, Object... values) {
        log.printf(Locale.ROOT, format + "%n", values);
        log.flush();
    }
}
