package io.slipstream.actor.rollout;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a policy in N environments: one inference call and one simulation step a {@link #tick()}. One thread ticks;
 * only {@link #swap} may be called from others.
 */
public final class Rollout {
    private record Offer(int version, ModelWeights weights) {}

    private final VectorEnvironment environment;
    private final ActingSession session;
    private final boolean greedy;
    private final SegmentSink segments;
    private final EpisodeSink episodes;
    private final Consumer<Swap> swaps;
    private final SegmentAssembler assembler;
    private final Fence fence;
    private final ActingOutput acted;
    private final SegmentAssembler.Driven driven = new Driven();
    private final AtomicReference<@Nullable Offer> offered = new AtomicReference<>();

    private StepOutput current;
    private StepOutput spare;
    private int modelVersion;
    private long ticks;
    private long handedOver;

    /** A rollout with sampled actions that starts as version 1. */
    public Rollout(
            VectorEnvironment environment,
            ActingSession session,
            ModelSpec spec,
            int segmentLength,
            SegmentSink segments,
            EpisodeSink episodes) {
        this(environment, session, spec, RolloutSettings.ofLength(segmentLength), segments, episodes, swap -> {});
    }

    /**
     * Resets the environments.
     *
     * @param environment the world; nobody else may step it
     * @param session holds the model; the caller closes it
     * @param spec sizes of that model
     * @param settings how to roll out
     * @param segments takes finished segments
     * @param episodes takes finished episodes
     * @param swaps hears of versions that have come into use
     */
    public Rollout(
            VectorEnvironment environment,
            ActingSession session,
            ModelSpec spec,
            RolloutSettings settings,
            SegmentSink segments,
            EpisodeSink episodes,
            Consumer<Swap> swaps) {
        this.environment = environment;
        this.session = session;
        this.segments = segments;
        this.episodes = episodes;
        this.swaps = swaps;
        greedy = settings.greedy();
        modelVersion = settings.modelVersion();
        int count = environment.environments();
        fence = new Fence(count, spec.observationSize());
        assembler = new SegmentAssembler(
                count,
                settings.segmentLength(),
                spec.observationSize(),
                spec.latentGroups(),
                spec.groups().size());
        acted = new ActingOutput(spec, count);
        current = new StepOutput(count);
        spare = new StepOutput(count);
        environment.reset(current);
        fence.inspect(current.observations, current.rewards, current.flags);
    }

    /** Acts once and steps every environment once; hands finished episodes and segments over. */
    public void tick() {
        if (assembler.atBorder()) {
            swapIfOffered();
            assembler.open(modelVersion, driven);
        }
        session.act(current.observations, current.flags, greedy, acted);
        assembler.entry(current.observations, current.rewards, current.flags, acted, fence);
        environment.step(acted.actions, spare);
        StepOutput arrived = spare;
        spare = current;
        current = arrived;
        ticks++;
        fence.inspect(arrived.observations, arrived.rewards, arrived.flags);
        finishEpisodes();
        if (assembler.full()) {
            handedOver += assembler.complete(arrived.observations, arrived.rewards, arrived.flags, fence, segments);
        }
    }

    /**
     * Offers a model version; it drives from the next segment border on, where the recurrent state is kept. Of several
     * offers before a border the last one counts. Safe from any thread.
     */
    public void swap(int version, ModelWeights weights) {
        offered.set(new Offer(version, weights));
    }

    /** Gives every environment this pool of scenarios from its next episode on. */
    public void change(List<Scenario> pool) {
        environment.change(pool);
    }

    /** Whether the next tick begins a segment. */
    public boolean atBorder() {
        return assembler.atBorder();
    }

    /** The version that drives. */
    public int modelVersion() {
        return modelVersion;
    }

    /** Environment steps so far, over all environments. */
    public long steps() {
        return ticks * environment.environments();
    }

    /** Segments handed over so far. */
    public long segments() {
        return handedOver;
    }

    /** Times an environment was fenced because it yielded something that is not finite. */
    public long fenced() {
        return fence.count();
    }

    private void swapIfOffered() {
        Offer offer = offered.getAndSet(null);
        if (offer == null) {
            return;
        }
        long start = System.nanoTime();
        session.swap(offer.weights());
        modelVersion = offer.version();
        swaps.accept(new Swap(offer.version(), System.nanoTime() - start));
    }

    private void finishEpisodes() {
        for (int i = 0; i < current.finishedCount(); i++) {
            int e = current.finished[i];
            if (!fence.fenced(e)) {
                episodes.episode(new FinishedEpisode(
                        e,
                        environment.episode(e),
                        ticks,
                        modelVersion,
                        environment.scenario(e),
                        environment.metrics(e)));
            }
        }
    }

    private final class Driven implements SegmentAssembler.Driven {
        @Override
        public long episode(int e) {
            return environment.episode(e);
        }

        @Override
        public Scenario scenario(int e) {
            return environment.scenario(e);
        }
    }
}
