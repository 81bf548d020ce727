package io.slipstream.sim.shift;

import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.Driver;
import java.util.List;
import java.util.Optional;

/** A driver's episodes on one scenario, watched: as many of every environment, so that short ones do not count more. */
final class LabelDrive {
    private final VectorEnvironment environment;
    private final LabelSettings settings;
    private final Visits visits;
    private int left;
    private int arrived;

    LabelDrive(Scenario scenario, LabelSettings settings, long seed) {
        this.settings = settings;
        environment = new VectorEnvironment(List.of(scenario), settings.environments(), seed);
        visits = new Visits(settings.bins());
        left = settings.environments() * settings.episodes();
    }

    /** Drives them all, beside twins if there are any. */
    void run(Driver driver, Optional<StepTwins> twins) {
        StepOutput out = StepOutput.withoutObservations(settings.environments());
        int[] actions = new int[settings.environments()];
        boolean[] watched = new boolean[settings.environments()];
        environment.reset(out);
        while (left > 0) {
            driver.act(environment, actions);
            watch(watched);
            twins.ifPresent(both -> before(both, watched));
            environment.step(actions, out);
            twins.ifPresent(both -> after(both, watched, actions));
            count(out);
        }
    }

    private void watch(boolean[] watched) {
        for (int e = 0; e < watched.length; e++) {
            watched[e] = environment.episode(e) < settings.episodes()
                    && !environment.world().ended(e);
            if (watched[e]) {
                visits.count(environment.world(), e);
            }
        }
    }

    private void before(StepTwins twins, boolean[] watched) {
        for (int e = 0; e < watched.length; e++) {
            if (watched[e]) {
                twins.before(environment, e);
            }
        }
    }

    private void after(StepTwins twins, boolean[] watched, int[] actions) {
        for (int e = 0; e < watched.length; e++) {
            if (watched[e]) {
                twins.after(environment, e, actions[e]);
            }
        }
    }

    private void count(StepOutput out) {
        for (int i = 0; i < out.finishedCount(); i++) {
            int e = out.finished[i];
            if (environment.episode(e) < settings.episodes()) {
                left--;
                arrived += environment.metrics(e).outcome().success() ? 1 : 0;
            }
        }
    }

    Visits visits() {
        return visits;
    }

    /** Share of the episodes that reached the destination. */
    double success() {
        return (double) arrived / (settings.environments() * settings.episodes());
    }
}
