package io.slipstream.actor;

import io.slipstream.actor.commands.ScenarioSwitch;
import io.slipstream.actor.models.DrivableModel;
import io.slipstream.actor.publish.SegmentPublisher;
import io.slipstream.actor.rollout.Pacer;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.RolloutSettings;
import io.slipstream.actor.rollout.Swap;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor's driving thread: environments, model and segments belong to it. */
final class DrivingAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(DrivingAgent.class);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ActorSettings settings;
    private final DrivableModel first;
    private final ScenarioSwitch scenarios;
    private final SegmentPublisher publisher;
    private final Consumer<Swap> swapListener;
    private final Pacer pacer;
    private volatile ActorProgress progress = ActorProgress.NONE;
    private final AtomicReference<@Nullable DrivableModel> offered = new AtomicReference<>();
    private @Nullable Rollout rollout;
    private @Nullable ActingSession session;
    private long swaps;
    private long longestSwapNanos;

    DrivingAgent(
            ActorSettings settings,
            DrivableModel first,
            ScenarioSwitch scenarios,
            SegmentPublisher publisher,
            Consumer<Swap> swapListener) {
        this.settings = settings;
        this.first = first;
        this.scenarios = scenarios;
        this.publisher = publisher;
        this.swapListener = swapListener;
        pacer = new Pacer(settings.pace(), settings.environments(), System::nanoTime);
    }

    @Override
    public void onStart() {
        Scenario scenario = scenarios.takeChange();
        if (scenario == null) {
            throw new IllegalStateException("there is no scenario to start with");
        }
        VectorEnvironment environment =
                new VectorEnvironment(List.of(scenario), settings.environments(), settings.seed());
        ActingSession acting = new ActingSession(first.weights(), settings.environments(), settings.seed());
        session = acting;
        rollout = new Rollout(
                environment,
                acting,
                first.weights().spec(),
                new RolloutSettings(settings.segmentLength(), settings.greedy(), first.version()),
                publisher,
                publisher,
                this::swapped);
        LOG.info(
                "driving {} under {} with version {} in {} environments",
                scenario.task().id(),
                scenario.shift().id(),
                first.version(),
                settings.environments());
    }

    @Override
    public boolean doWork() {
        Rollout running = rollout;
        if (running == null) {
            throw new IllegalStateException("the agent has not been started");
        }
        DrivableModel model = offered.getAndSet(null);
        if (model != null) {
            running.swap(model.version(), model.weights());
        }
        Scenario change = scenarios.takeChange();
        if (change != null) {
            running.change(List.of(change));
            LOG.info(
                    "from the next episodes on: {} under {}",
                    change.task().id(),
                    change.shift().id());
        }
        if (waits()) {
            return true;
        }
        running.tick();
        pacer.ticked();
        progress = new ActorProgress(
                running.steps(), running.segments(), running.modelVersion(), swaps, longestSwapNanos, running.fenced());
        return true;
    }

    /** Offers a version to drive from the next segment border on; the last of several counts. Safe from any thread. */
    void offer(DrivableModel model) {
        offered.set(model);
    }

    /** Totals so far; safe from any thread. */
    ActorProgress progress() {
        return progress;
    }

    @Override
    public void onClose() {
        if (session != null) {
            session.close();
        }
    }

    private boolean waits() {
        if (scenarios.paused()) {
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
