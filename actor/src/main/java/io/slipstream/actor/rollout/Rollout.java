package io.slipstream.actor.rollout;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.StepBuffer;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a policy in N environments: one inference call and one simulation step a {@link #tick()}. One thread ticks;
 * only {@link #swap} and {@link #lineUp} may be called from others.
 */
public final class Rollout {
    private final Environment environment;
    private final ActingSession session;
    private final boolean greedy;
    private final SegmentSink segments;
    private final EpisodeSink episodes;
    private final Consumer<Swap> swaps;
    private final SegmentAssembler assembler;
    private final Fence fence;
    private final ActingOutput acted;
    private final SegmentAssembler.Driven driven = new Driven();
    private final AtomicReference<@Nullable Lineup> offered = new AtomicReference<>();
    private final ModelSpec spec;
    private final double spread;
    // Trials that have begun so far; of each environment the one under which its episode began, 0 for none.
    private final int[] begunUnder;
    private int trials;
    private @Nullable ModelWeights driving;
    private @Nullable Candidate candidate;
    private @Nullable RuleBased scripted;
    private final @Nullable Demonstrators demonstrators;

    private StepBuffer current;
    private StepBuffer spare;
    private int modelVersion;
    private long ticks;
    private long steps;
    private long handedOver;
    // 0 while the environments do not step.
    private volatile long steppingSince;

    /** A rollout with sampled actions that starts as version 1. */
    public Rollout(
            Environment environment,
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
            Environment environment,
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
        this.spec = spec;
        spread = settings.spread();
        begunUnder = new int[environment.environments()];
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
        current = new StepBuffer(count, spec.observationSize());
        spare = new StepBuffer(count, spec.observationSize());
        requireFit(environment, spec);
        demonstrators = settings.demonstrations() == 0
                ? null
                : environment
                        .ruleBased()
                        .map(driver -> new Demonstrators(count, settings.demonstrations(), driver))
                        .orElse(null);
        environment.reset(ResetRequest.plain(), current);
        fence.inspect(current.observations, current.rewards, current.flags);
    }

    private static void requireFit(Environment environment, ModelSpec spec) {
        int size = environment.spaces().observation().size();
        int actions = environment.spaces().actions();
        if (size != spec.observationSize() || actions != spec.actions()) {
            throw new IllegalModelException("the model reads " + spec.observationSize() + " features and takes "
                    + spec.actions() + " actions, the environment has " + size + " and " + actions
                    + ": give the actor a model of its own domain");
        }
    }

    /** Acts once and steps every environment once; hands finished episodes and segments over. */
    public void tick() {
        if (assembler.atBorder()) {
            lineUpIfOffered();
            assembler.open(driven);
        }
        noteBeginnings();
        act();
        assembler.entry(current.observations, current.rewards, current.flags, acted, fence);
        steppingSince = System.nanoTime() | 1;
        environment.step(acted.actions, spare);
        steppingSince = 0;
        StepBuffer arrived = spare;
        spare = current;
        current = arrived;
        ticks++;
        steps += fence.inspect(arrived.observations, arrived.rewards, arrived.flags);
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
        lineUp(Lineup.of(version, weights));
    }

    /** Says who drives from the next segment border on; of several before a border the last one counts. Safe from any thread. */
    public void lineUp(Lineup lineup) {
        offered.set(lineup);
    }

    /** Holds every environment's episodes under other conditions from its next one on. */
    public void change(Conditions conditions) {
        environment.change(conditions);
    }

    /** Whether the next tick begins a segment. */
    public boolean atBorder() {
        return assembler.atBorder();
    }

    /** The version that drives. */
    public int modelVersion() {
        return modelVersion;
    }

    /** Environment steps so far, over all environments that were not fenced. */
    public long steps() {
        return steps;
    }

    /** Segments handed over so far. */
    public long segments() {
        return handedOver;
    }

    /** How long the step that is being made has taken by now, zero between steps; safe from any thread. */
    public Duration stuck(long nanoTime) {
        long since = steppingSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanoTime - since));
    }

    /** Times an environment was fenced because it yielded something that is not finite. */
    public long fenced() {
        return fence.count();
    }

    private void act() {
        session.act(current.observations, current.flags, greedy, acted);
        Candidate trying = candidate;
        if (trying != null) {
            trying.act(current.observations, current.rewards, current.flags, greedy, acted);
        }
        RuleBased instead = scripted;
        Demonstrators showing = demonstrators;
        if (instead != null) {
            instead.act(acted.actions);
            Arrays.fill(acted.logProbability, 0f);
        } else if (showing != null) {
            showing.act(acted);
        }
        if (trying != null || instead != null || showing != null) {
            session.drove(acted.actions);
        }
    }

    private void noteBeginnings() {
        for (int e = 0; e < begunUnder.length; e++) {
            if ((current.flags[e] & StepBuffer.FIRST) != 0) {
                begunUnder[e] = candidate == null ? 0 : trials;
            }
        }
    }

    private void lineUpIfOffered() {
        Lineup lineup = offered.getAndSet(null);
        if (lineup == null) {
            return;
        }
        long start = System.nanoTime();
        boolean others = driving != null && driving != lineup.weights();
        if (lineup.version() != modelVersion || others) {
            session.swap(lineup.weights());
            modelVersion = lineup.version();
            swaps.accept(new Swap(lineup.version(), System.nanoTime() - start));
        }
        driving = lineup.weights();
        scripted = lineup.frozen() ? scriptedDriver() : null;
        tryOut(lineup.frozen() ? Optional.empty() : lineup.trial());
    }

    /** Where nobody can act by rule the version that drives goes on. */
    private @Nullable RuleBased scriptedDriver() {
        RuleBased running = scripted;
        return running == null ? environment.ruleBased().orElse(null) : running;
    }

    /** A trial that goes on is left alone: its episodes count only when nothing has changed since they began. */
    private void tryOut(Optional<Lineup.Trial> wanted) {
        Candidate trying = candidate;
        if (trying != null
                && wanted.filter(trial -> same(trial, trying.trial())).isPresent()) {
            return;
        }
        closeCandidate();
        candidate = wanted.map(trial -> new Candidate(trial, session, spec, environment.environments(), spread))
                .orElse(null);
        trials += wanted.isPresent() ? 1 : 0;
    }

    private static boolean same(Lineup.Trial one, Lineup.Trial other) {
        return one.version() == other.version() && one.share() == other.share() && one.shadow() == other.shadow();
    }

    private void closeCandidate() {
        Candidate trying = candidate;
        if (trying != null) {
            trying.close();
            candidate = null;
        }
    }

    /** Closes what the rollout has opened itself; the session is its caller's. */
    public void close() {
        closeCandidate();
    }

    /** The version that acts in an environment, 0 for the scripted driver. */
    private int version(int e) {
        Candidate trying = candidate;
        if (scripted != null || demonstrated(e)) {
            return 0;
        }
        return trying != null && trying.drives(e) ? trying.trial().version() : modelVersion;
    }

    private boolean demonstrated(int e) {
        Demonstrators showing = demonstrators;
        return showing != null && showing.shows(e);
    }

    private void finishEpisodes() {
        for (int i = 0; i < current.finishedCount(); i++) {
            int e = current.finished[i];
            if (!fence.fenced(e)) {
                episodes.episode(finished(e));
            }
        }
    }

    private FinishedEpisode finished(int e) {
        Candidate trying = begunUnder[e] == trials && !demonstrated(e) ? candidate : null;
        return new FinishedEpisode(
                e,
                environment.episode(e),
                ticks,
                version(e),
                environment.report(e),
                trying == null ? 0 : trying.trial().version(),
                trying == null ? Optional.empty() : trying.shadow(e));
    }

    private final class Driven implements SegmentAssembler.Driven {
        @Override
        public long episode(int e) {
            return environment.episode(e);
        }

        @Override
        public Conditions conditions(int e) {
            return environment.conditions(e);
        }

        @Override
        public int version(int e) {
            return Rollout.this.version(e);
        }
    }
}
