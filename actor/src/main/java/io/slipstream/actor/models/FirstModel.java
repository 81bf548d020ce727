package io.slipstream.actor.models;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the model an actor starts with: the newest version on the log, else a folder, else the first that is published. */
public final class FirstModel {
    private static final Logger LOG = LoggerFactory.getLogger(FirstModel.class);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(200);

    private final VersionFollower follower;
    private final ModelLoader loader;
    private final String fleet;

    /**
     * @param follower of the fleet
     * @param loader decodes and merges
     * @param fleet its name, for messages
     */
    public FirstModel(VersionFollower follower, ModelLoader loader, String fleet) {
        this.follower = follower;
        this.loader = loader;
        this.fleet = fleet;
    }

    /**
     * Finds it.
     *
     * @param folder model folder to fall back to, driven as version 1
     * @param wait how long to wait for a version when there is no folder
     * @throws IllegalModelException if there is none in time, or it cannot be read
     */
    public DrivableModel find(Optional<Path> folder, Duration wait) {
        Optional<PublishedVersion> newest = follower.newest(READ);
        if (newest.isPresent()) {
            return loader.load(newest.get());
        }
        if (folder.isPresent()) {
            return new DrivableModel(1, ModelFolder.read(folder.get()).merged());
        }
        LOG.info("the log has no model version of fleet '{}' yet; waiting up to {} s", fleet, wait.toSeconds());
        return loader.load(await(wait));
    }

    private PublishedVersion await(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<PublishedVersion> published = follower.poll(STEP);
            if (published.isPresent()) {
                return published.get();
            }
        }
        throw new IllegalModelException("no model version of fleet '" + fleet + "' was published within "
                + wait.toSeconds() + " s; start a learner with learner.model, or set actor.model to a model folder");
    }
}
