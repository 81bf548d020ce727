package io.slipstream.actor;

import io.slipstream.actor.commands.ScenarioSwitch;
import io.slipstream.actor.domain.Film;
import io.slipstream.actor.publish.PublishException;
import io.slipstream.actor.publish.SegmentPublisher;
import io.slipstream.actor.rollout.BackOff;
import io.slipstream.actor.rollout.Lineup;
import io.slipstream.actor.rollout.Pacer;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.RolloutSettings;
import io.slipstream.actor.rollout.Swap;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.lifecycle.Agent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor's driving thread: environments, model and segments belong to it. */
final class DrivingAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(DrivingAgent.class);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ActorSettings settings;
    private final Optional<Lineup> first;
    private final ScenarioSwitch scenarios;
    private final Supplier<SegmentPublisher> publishers;
    private final Function<Conditions, Environment> environments;
    private final BackOff backOff = new BackOff(SHORTEST_PAUSE, LONGEST_PAUSE);
    private final Consumer<Swap> swapListener;
    private final BiFunction<Environment, ActingSession, Film> films;
    private final BooleanSupplier admitted;
    private Pacer pacer;
    private OptionalDouble speed = OptionalDouble.empty();
    private volatile ActorProgress progress = ActorProgress.NONE;
    private final AtomicReference<@Nullable Lineup> offered = new AtomicReference<>();
    private volatile @Nullable Rollout rollout;
    private @Nullable Conditions driven;
    private @Nullable Environment environment;
    private @Nullable Lineup drives;
    private long earlierSteps;
    private long earlierSegments;
    private long earlierFenced;
    private long restarts;
    private @Nullable ActingSession session;
    private @Nullable Film film;
    private long swaps;
    private long longestSwapNanos;
    private long waitsUntil;

    /**
     * @param settings what the actor is told
     * @param first who drives, if that is known already
     * @param scenarios says what to drive in
     * @param publishers makes a publisher of a new epoch: for a start and after every failure of the environments
     * @param environments makes environments
     * @param swapListener hears of versions that have come into use
     * @param films makes what films environments
     * @param admitted whether more may be collected
     */
    DrivingAgent(
            ActorSettings settings,
            Optional<Lineup> first,
            ScenarioSwitch scenarios,
            Supplier<SegmentPublisher> publishers,
            Function<Conditions, Environment> environments,
            Consumer<Swap> swapListener,
            BiFunction<Environment, ActingSession, Film> films,
            BooleanSupplier admitted) {
        this.settings = settings;
        this.first = first;
        this.scenarios = scenarios;
        this.publishers = publishers;
        this.environments = environments;
        this.swapListener = swapListener;
        this.films = films;
        this.admitted = admitted;
        pacer = new Pacer(settings.pace(), settings.environments(), System::nanoTime);
    }

    @Override
    public void onStart() {
        waitsUntil = System.nanoTime() + settings.modelWait().toNanos();
        if (first.isPresent()) {
            rollout = begin(first.get());
        } else {
            LOG.info("waiting for the first model version of fleet '{}'", settings.fleet());
        }
    }

    private Rollout begin(Lineup lineup) {
        Conditions change = scenarios.takeChange();
        Conditions conditions = change == null ? driven : change;
        if (conditions == null) {
            throw new IllegalStateException("there are no conditions to start under");
        }
        driven = conditions;
        drives = lineup;
        Environment made = environments.apply(conditions);
        environment = made;
        SegmentPublisher publisher = publishers.get();
        ActingSession acting = new ActingSession(lineup.weights(), settings.environments(), settings.seed());
        session = acting;
        film = films.apply(made, acting);
        LOG.info(
                "driving {} with version {} in {} environments", conditions, lineup.version(), settings.environments());
        Rollout begun = new Rollout(
                made,
                acting,
                lineup.weights().spec(),
                new RolloutSettings(
                        settings.segmentLength(),
                        settings.greedy(),
                        lineup.version(),
                        spread(settings.name()),
                        settings.demonstrations()),
                publisher,
                publisher,
                this::swapped);
        begun.lineUp(lineup);
        return begun;
    }

    /** A number in [0, 1) that differs between actors and stays over restarts. */
    private static double spread(String actor) {
        return (actor.hashCode() & 0xFFFF) / (double) 0x10000;
    }

    @Override
    public boolean doWork() {
        Rollout running = rollout;
        if (running == null && drives != null) {
            awaitRestart();
        } else if (running == null) {
            awaitModel();
        } else {
            drive(running);
        }
        return true;
    }

    private void awaitModel() {
        Lineup lineup = offered.getAndSet(null);
        if (lineup != null) {
            rollout = begin(lineup);
        } else if (System.nanoTime() - waitsUntil > 0) {
            throw new IllegalModelException("no model version of fleet '" + settings.fleet() + "' was published within "
                    + settings.modelWait().toSeconds() + " s; start a learner with learner.model, or set "
                    + ActorSettings.MODEL.key() + " to a model folder");
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void awaitRestart() {
        Lineup lineup = drives;
        if (lineup == null || backOff.nanosLeft(System.nanoTime()) > 0) {
            LockSupport.parkNanos(NAP_NANOS);
            return;
        }
        Lineup offer = offered.getAndSet(null);
        try {
            rollout = begin(offer == null ? lineup : offer);
        } catch (PublishException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /**
     * The environments of an actor step as one, so that all of them begin again: what was open of their episodes and segments is
     * forgotten, and what comes is of a new epoch.
     */
    private void fail(RuntimeException e) {
        restarts++;
        Rollout failed = rollout;
        rollout = null;
        if (failed != null) {
            earlierSteps += failed.steps();
            earlierSegments += failed.segments();
            earlierFenced += failed.fenced();
            failed.close();
        }
        film = null;
        closeSession();
        closeEnvironment();
        Duration pause = backOff.failed(System.nanoTime());
        LOG.error(
                "the environments failed, for the {}. time; they begin again in {} s", restarts, pause.toSeconds(), e);
        tell(0);
    }

    private void closeSession() {
        ActingSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    private void drive(Rollout running) {
        Lineup lineup = offered.getAndSet(null);
        if (lineup != null) {
            drives = lineup;
            running.lineUp(lineup);
        }
        Conditions change = scenarios.takeChange();
        if (change != null) {
            driven = change;
            running.change(change);
            LOG.info("from the next episodes on: {}", change);
        }
        changeSpeed();
        if (waits()) {
            return;
        }
        try {
            running.tick();
        } catch (PublishException e) {
            // Nothing that an environment can help: what cannot be delivered must not be followed by more.
            throw e;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (film != null) {
            film.ticked(running.modelVersion());
        }
        pacer.ticked();
        backOff.worked(System.nanoTime());
        tell(running.modelVersion());
    }

    private void tell(int version) {
        Rollout running = rollout;
        progress = new ActorProgress(
                earlierSteps + (running == null ? 0 : running.steps()),
                earlierSegments + (running == null ? 0 : running.segments()),
                version,
                swaps,
                longestSwapNanos,
                earlierFenced + (running == null ? 0 : running.fenced()),
                restarts);
    }

    /** How long the environments have not come back from a step; safe from any thread. */
    Duration stuck() {
        Rollout running = rollout;
        return running == null ? Duration.ZERO : running.stuck(System.nanoTime());
    }

    /** Says who drives from the next segment border on; the last of several counts. Safe from any thread. */
    void offer(Lineup lineup) {
        offered.set(lineup);
    }

    /** Totals so far; safe from any thread. */
    ActorProgress progress() {
        return progress;
    }

    @Override
    public void onClose() {
        Rollout running = rollout;
        if (running != null) {
            running.close();
        }
        closeSession();
        closeEnvironment();
    }

    private void closeEnvironment() {
        Environment open = environment;
        environment = null;
        if (open != null) {
            open.close();
        }
    }

    private void changeSpeed() {
        OptionalDouble said = scenarios.speed();
        if (!said.equals(speed)) {
            speed = said;
            double steps = said.orElse(0) * settings.environments() / stepSeconds();
            pacer = new Pacer(steps, settings.environments(), System::nanoTime);
            LOG.info("drives at {} times real time", said.orElse(0));
        }
    }

    private double stepSeconds() {
        Environment stepped = environment;
        return stepped == null ? 1 : stepped.spaces().stepSeconds();
    }

    private boolean waits() {
        if (scenarios.paused() || !admitted.getAsBoolean()) {
            LockSupport.parkNanos(NAP_NANOS);
            return true;
        }
        long left = pacer.nanosLeft();
        if (left > 0) {
            LockSupport.parkNanos(Math.min(left, NAP_NANOS));
        }
        return pacer.nanosLeft() > 0;
    }

    private void swapped(Swap swap) {
        swaps++;
        longestSwapNanos = Math.max(longestSwapNanos, swap.nanos());
        LOG.info("version {} drives; the swap took {} us", swap.version(), swap.nanos() / 1000);
        swapListener.accept(swap);
    }
}
