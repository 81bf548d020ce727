package io.slipstream.actor.models;

import io.slipstream.actor.rollout.Lineup;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.runtime.weights.VersionFollower;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the fleet's versions and deployments, merges versions and tells the driving thread who drives. */
public final class ModelAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(ModelAgent.class);
    private static final Duration WAIT = Duration.ofMillis(100);
    /** Looks at which a version that could not be had is looked for again. */
    private static final int RETRY = 50;

    private final VersionFollower follower;
    private final ModelLoader loader;
    private final Lineups lineups;
    private final BooleanSupplier told;
    private final Runnable closing;
    private final Consumer<Lineup> offers;
    private @Nullable ModelSpec driven;
    private boolean due;
    private int looks;

    /**
     * @param follower closed by this agent
     * @param loader decodes and merges
     * @param lineups says who shall drive
     * @param told whether the fleet was told anything since the last call
     * @param closing closes what tells
     * @param driven sizes that the actor drives with, when it drives already; a version of other sizes needs a restart
     * @param offers takes who is ready to drive
     */
    public ModelAgent(
            VersionFollower follower,
            ModelLoader loader,
            Lineups lineups,
            BooleanSupplier told,
            Runnable closing,
            Optional<ModelSpec> driven,
            Consumer<Lineup> offers) {
        this.follower = follower;
        this.loader = loader;
        this.lineups = lineups;
        this.told = told;
        this.closing = closing;
        this.driven = driven.orElse(null);
        this.offers = offers;
    }

    @Override
    public boolean doWork() {
        try {
            follower.poll(WAIT).ifPresent(this::load);
            due |= told.getAsBoolean();
        } catch (WakeupException e) {
            LOG.debug("woken up");
        }
        looks++;
        if (due || looks % RETRY == 0) {
            Optional<Lineup> lineup = lineups.current();
            lineup.ifPresent(this::offer);
            due = false;
        }
        return true;
    }

    @Override
    public void onClose() {
        follower.close();
        closing.run();
    }

    @Override
    public void wakeUp() {
        follower.wakeUp();
    }

    private void load(PublishedVersion version) {
        try {
            DrivableModel model = loader.load(version);
            requireSameSizes(model.weights().spec());
            lineups.arrived(model);
            due = true;
        } catch (IllegalModelException e) {
            follower.refuse(version, String.valueOf(e.getMessage()));
        }
    }

    private void offer(Lineup lineup) {
        try {
            requireSameSizes(lineup.weights().spec());
            lineup.trial().ifPresent(trial -> requireSameSizes(trial.weights().spec()));
            driven = lineup.weights().spec();
            offers.accept(lineup);
        } catch (IllegalModelException e) {
            LOG.error("version {} cannot drive: {}", lineup.version(), e.getMessage());
        }
    }

    private void requireSameSizes(ModelSpec spec) {
        ModelSpec known = driven;
        if (known != null && !spec.equals(known)) {
            throw new IllegalModelException("its sizes differ from those being driven; restart the actor");
        }
    }
}
