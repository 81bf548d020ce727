package io.slipstream.app.identify;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.monitor.decide.Identifier;
import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.math.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives all fleets of a course side by side in one set of environments: each environment has random numbers of its own, so that fleets are
 * independent, and one large batch is much faster than many small ones.
 */
final class CourseDrive {
    private final Course course;
    private final IdentifySettings settings;
    private final Subject subject;
    private final DrivingEnvironment environment;
    // What each environment drove where its last segment ended, which is where the next one begins.
    private final @Nullable Scenario[] begun;
    private final List<FleetRecorder> fleets = new ArrayList<>();
    private final Clock statistics = new Clock();
    private final Clock sinks = new Clock();
    private final Clock ticking = new Clock();
    private final long seed;

    /**
     * @param count fleets
     * @param number of the course in the bank, so that no two courses share random numbers
     */
    CourseDrive(
            Course course,
            int count,
            int number,
            IdentifySettings settings,
            Subject subject,
            List<Identifier> identifiers) {
        this.course = course;
        this.settings = settings;
        this.subject = subject;
        seed = SplitMix64.mix(settings.seed(), number, 0);
        environment = new DrivingEnvironment(List.of(course.world().apply(0)), count * settings.environments(), seed);
        begun = new Scenario[environment.environments()];
        for (int fleet = 1; fleet <= count; fleet++) {
            fleets.add(recorder(fleet, count, identifiers));
        }
    }

    /** Fleets begin their windows at different steps, so that the change comes at any place of a window. */
    private FleetRecorder recorder(int fleet, int count, List<Identifier> identifiers) {
        MismatchEstimator estimator =
                new MismatchEstimator(IdentifySettings.RESAMPLES, IdentifySettings.BOOTSTRAP_SEED);
        List<FleetWindows> windows = new ArrayList<>();
        for (long size : settings.windows()) {
            // Only windows of the first size are what the monitor would have to work for.
            Clock clock = windows.isEmpty() ? statistics : new Clock();
            windows.add(new FleetWindows(
                    size, (fleet - 1) * size / count, subject.reference(), identifiers, estimator, clock));
        }
        return new FleetRecorder(fleet, settings.environments(), subject.layout(), windows, statistics);
    }

    /** Drives it to its end. */
    Costs run() {
        long round = (long) IdentifySettings.SEGMENT * settings.environments();
        try (ActingSession session = new ActingSession(subject.weights(), environment.environments(), seed)) {
            Rollout rollout = new Rollout(
                    environment, session, subject.weights().spec(), IdentifySettings.SEGMENT, this::take, this::take);
            tick(rollout, IdentifySettings.SETTLING_TICKS);
            Scenario world = course.world().apply(0);
            for (long step = 0; step < course.steps(); step += round) {
                Scenario next = course.world().apply(step);
                if (!next.equals(world)) {
                    environment.change(List.of(next));
                    world = next;
                }
                tick(rollout, IdentifySettings.SEGMENT);
                fleets.forEach(FleetRecorder::endRound);
            }
            return new Costs(rollout.steps(), ticking.seconds() - sinks.seconds(), statistics.seconds());
        }
    }

    private void tick(Rollout rollout, int ticks) {
        ticking.start();
        for (int i = 0; i < ticks; i++) {
            rollout.tick();
        }
        ticking.stop();
    }

    private void take(Segment segment) {
        int e = segment.environment();
        Scenario now = environment.world().scenario(e);
        Scenario before = begun[e] == null ? now : begun[e];
        begun[e] = now;
        if (segment.firstStep() >= IdentifySettings.SETTLING_TICKS) {
            sinks.start();
            fleet(e).segment(segment, before, now);
            sinks.stop();
        }
    }

    private void take(FinishedEpisode episode) {
        if (episode.endStep() >= IdentifySettings.SETTLING_TICKS) {
            sinks.start();
            fleet(episode.environment()).episode(episode);
            sinks.stop();
        }
    }

    private FleetRecorder fleet(int environment) {
        return fleets.get(environment / settings.environments());
    }

    /** The fleets' histories in windows of one size. */
    List<FleetHistory> histories(int which) {
        return fleets.stream().map(fleet -> fleet.history(course.id(), which)).toList();
    }
}
