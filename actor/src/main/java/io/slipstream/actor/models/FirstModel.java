package io.slipstream.actor.models;

import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Finds the model an actor starts with: the newest version on the log, else a folder. */
public final class FirstModel {
    private static final Duration READ = Duration.ofSeconds(8);

    private final VersionFollower follower;
    private final ModelLoader loader;

    /**
     * @param follower of the fleet
     * @param loader decodes and merges
     */
    public FirstModel(VersionFollower follower, ModelLoader loader) {
        this.follower = follower;
        this.loader = loader;
    }

    /**
     * Finds it without waiting for one to be published.
     *
     * @param folder model folder to fall back to, driven as version 1
     * @return nothing when there is neither
     * @throws io.slipstream.model.IllegalModelException if it cannot be read
     */
    public Optional<DrivableModel> find(Optional<Path> folder) {
        Optional<PublishedVersion> newest = follower.newest(READ);
        return newest.isPresent()
                ? newest.map(loader::load)
                : folder.map(path -> new DrivableModel(1, ModelFolder.read(path).merged()));
    }
}
