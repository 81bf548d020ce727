package io.slipstream.sim.shift;

import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.Driver;
import java.util.List;

/** A driver's episodes on one scenario, watched: as many of every environment, so that short ones do not count more. */
final class LabelDrive {
    private final VectorEnvironment environment;
    private final LabelSettings settings;
    private final Visits visits;
    private final StepTwins twins;
    private int left;
    private int arrived;

    LabelDrive(Scenario scenario, LabelSettings settings, long seed) {
        this.settings = settings;
        environment = new VectorEnvironment(List.of(scenario), settings.environments(), seed);
        visits = new Visits(settings.bins());
        twins = new StepTwins(scenario, settings.environments());
        left = settings.environments() * settings.episodes();
    }

    /** Drives them all. */
    void run(Driver driver) {
        StepOutput out = StepOutput.withoutObservations(settings.environments());
        int[] actions = new int[settings.environments()];
        boolean[] watched = new boolean[settings.environments()];
        environment.reset(out);
        while (left > 0) {
            driver.act(environment, actions);
            before(watched);
            environment.step(actions, out);
            after(watched, actions);
            count(out);
        }
    }

    private void before(boolean[] watched) {
        for (int e = 0; e < watched.length; e++) {
            watched[e] = environment.episode(e) < settings.episodes()
                    && !environment.world().ended(e);
            if (watched[e]) {
                visits.count(environment.world(), e);
                twins.before(environment, e);
            }
        }
    }

    private void after(boolean[] watched, int[] actions) {
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

    StepTwins twins() {
        return twins;
    }

    /** Share of the episodes that reached the destination. */
    double success() {
        return (double) arrived / (settings.environments() * settings.episodes());
    }
}
