package io.slipstream.actor.models;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the fleet's versions, merges them and offers them to the driving thread. */
public final class ModelAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(ModelAgent.class);
    private static final Duration WAIT = Duration.ofMillis(100);

    private final VersionFollower follower;
    private final ModelLoader loader;
    private final Consumer<DrivableModel> offers;
    private @Nullable ModelSpec driven;

    /**
     * @param follower closed by this agent
     * @param loader decodes and merges
     * @param driven sizes that the actor drives with, when it drives already; a version of other sizes needs a restart
     * @param offers takes a version that is ready to drive
     */
    public ModelAgent(
            VersionFollower follower, ModelLoader loader, Optional<ModelSpec> driven, Consumer<DrivableModel> offers) {
        this.follower = follower;
        this.loader = loader;
        this.driven = driven.orElse(null);
        this.offers = offers;
    }

    @Override
    public boolean doWork() {
        try {
            follower.poll(WAIT).ifPresent(this::load);
        } catch (WakeupException e) {
            LOG.debug("woken up");
        }
        return true;
    }

    @Override
    public void onClose() {
        follower.close();
    }

    @Override
    public void wakeUp() {
        follower.wakeUp();
    }

    private void load(PublishedVersion version) {
        try {
            DrivableModel model = loader.load(version);
            ModelSpec known = driven;
            if (known != null && !model.weights().spec().equals(known)) {
                throw new IllegalModelException("its sizes differ from those being driven; restart the actor");
            }
            driven = model.weights().spec();
            offers.accept(model);
        } catch (IllegalModelException e) {
            follower.refuse(version, String.valueOf(e.getMessage()));
        }
    }
}
