package io.slipstream.actor.models;

import io.slipstream.actor.rollout.Lineup;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.weights.VersionFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Finds who drives first: what the log says, else a folder. */
public final class FirstModel {
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
        follower.newest(READ)
                .map(loader::load)
                .or(() -> folder.map(
                        path -> new DrivableModel(1, ModelFolder.read(path).merged())))
                .ifPresent(lineups::arrived);
        return lineups.current();
    }
}
