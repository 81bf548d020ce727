package io.slipstream.actor.models;

import io.slipstream.actor.rollout.Lineup;
import io.slipstream.model.IllegalModelException;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.WrongHashException;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.DeploymentState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who shall drive now: the versions that the fleet's last deployment record names, or the newest version while there is no such record.
 * Owned by one thread.
 */
public final class Lineups {
    private static final Logger LOG = LoggerFactory.getLogger(Lineups.class);
    /** Incumbent, candidate, and some that may become one. */
    private static final int KEPT = 4;

    private final Supplier<Optional<Deployment>> deployments;
    private final IntFunction<Optional<PublishedVersion>> library;
    private final ModelLoader loader;
    private final Map<Integer, DrivableModel> known = new LinkedHashMap<>();
    private @Nullable DrivableModel newest;

    /**
     * @param deployments what the fleet was told last
     * @param library finds a version on the log, however old
     * @param loader decodes and merges
     */
    public Lineups(
            Supplier<Optional<Deployment>> deployments,
            IntFunction<Optional<PublishedVersion>> library,
            ModelLoader loader) {
        this.deployments = deployments;
        this.library = library;
        this.loader = loader;
    }

    /** Takes note of the newest version, or of one from a folder. */
    public void arrived(DrivableModel model) {
        newest = model;
        keep(model);
    }

    /** Who shall drive; nothing when no version is known, or one that is named cannot be had. */
    public Optional<Lineup> current() {
        Optional<Deployment> told = deployments.get();
        return told.isPresent()
                ? told(told.get())
                : Optional.ofNullable(newest).map(model -> Lineup.of(model.version(), model.weights()));
    }

    private Optional<Lineup> told(Deployment deployment) {
        Optional<DrivableModel> incumbent = model(deployment.getIncumbent());
        boolean frozen = deployment.getState() == DeploymentState.FROZEN;
        return incumbent.map(model -> new Lineup(model.version(), model.weights(), trial(deployment), frozen));
    }

    /** A candidate that cannot be had is not driven; the incumbent is. */
    private Optional<Lineup.Trial> trial(Deployment deployment) {
        Integer candidate = deployment.getCandidate();
        boolean shadow = deployment.getState() == DeploymentState.SHADOW;
        boolean goesOn = shadow || deployment.getState() == DeploymentState.CANARY;
        return candidate == null || !goesOn
                ? Optional.empty()
                : model(candidate)
                        .map(model -> new Lineup.Trial(
                                model.version(), model.weights(), deployment.getCanaryShare(), shadow));
    }

    private Optional<DrivableModel> model(int version) {
        DrivableModel kept = known.remove(version);
        if (kept != null) {
            known.put(version, kept);
            return Optional.of(kept);
        }
        try {
            Optional<DrivableModel> found = library.apply(version).map(loader::load);
            found.ifPresentOrElse(
                    this::keep, () -> LOG.error("model version {} is to be driven and is not on the log", version));
            return found;
        } catch (IllegalModelException | WrongHashException e) {
            LOG.error("model version {} is to be driven and cannot be used: {}", version, e.getMessage());
            return Optional.empty();
        }
    }

    private void keep(DrivableModel model) {
        known.put(model.version(), model);
        if (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
