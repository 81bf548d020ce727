package io.slipstream.actor.models;

import io.slipstream.actor.rollout.Lineup;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who drives first: what the log says, else a folder. */
public final class FirstModel {
    private static final Logger LOG = LoggerFactory.getLogger(FirstModel.class);
    private static final Duration READ = Duration.ofSeconds(8);

    private final VersionFollower follower;
    private final ModelLoader loader;
    private final Lineups lineups;

    /**
     * @param follower of the fleet
     * @param loader decodes and merges
     * @param lineups takes note of what is found
     */
    public FirstModel(VersionFollower follower, ModelLoader loader, Lineups lineups) {
        this.follower = follower;
        this.loader = loader;
        this.lineups = lineups;
    }

    /**
     * Finds it without waiting for one to be published.
     *
     * @param folder model folder to fall back to, driven as version 1
     * @return nothing when there is neither
     * @throws io.slipstream.model.IllegalModelException if it cannot be read
     */
    public Optional<Lineup> find(Optional<Path> folder) {
        newest().map(loader::load)
                .or(() -> folder.map(
                        path -> new DrivableModel(1, ModelFolder.read(path).merged())))
                .ifPresent(lineups::arrived);
        return lineups.current();
    }

    /** What slow brokers keep back now is found by following; a fleet that has a folder to drive does not wait for it. */
    private Optional<PublishedVersion> newest() {
        try {
            return follower.newest(READ);
        } catch (TimeoutException e) {
            LOG.warn("{} It is looked for while driving.", e.getMessage());
            return Optional.empty();
        }
    }
}
