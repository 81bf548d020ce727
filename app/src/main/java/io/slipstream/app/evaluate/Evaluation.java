package io.slipstream.app.evaluate;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixed number of episodes on one scenario. How many episodes each environment contributes is fixed beforehand: taking
 * the first K that end would favour short episodes, and so collisions.
 *
 * @param scenario what is driven
 * @param episodes how many episodes count
 * @param environments how many are driven side by side
 * @param seed of the world
 */
public record Evaluation(Scenario scenario, int episodes, int environments, long seed) {
    /** Checks the numbers; never more environments than episodes. */
    public Evaluation {
        if (episodes < 1 || environments < 1) {
            throw new IllegalArgumentException("an evaluation needs at least one episode and one environment, not "
                    + episodes + ", " + environments);
        }
        environments = Math.min(environments, episodes);
    }

    /** Drives them all; the episodes come environment by environment, each in its order. */
    public List<EpisodeMetrics> run(Pilot pilot) {
        VectorEnvironment world = new VectorEnvironment(List.of(scenario), environments, seed);
        StepOutput output = new StepOutput(environments);
        int[] actions = new int[environments];
        List<List<EpisodeMetrics>> finished = new ArrayList<>();
        for (int i = 0; i < environments; i++) {
            finished.add(new ArrayList<>());
        }
        world.reset(output);
        int left = episodes;
        while (left > 0) {
            pilot.act(world, output, actions);
            world.step(actions, output);
            left -= collect(world, output, finished);
        }
        return finished.stream().flatMap(List::stream).toList();
    }

    private int collect(VectorEnvironment world, StepOutput output, List<List<EpisodeMetrics>> finished) {
        int counted = 0;
        for (int i = 0; i < output.finishedCount(); i++) {
            int environment = output.finished[i];
            if (finished.get(environment).size() < quota(environment)) {
                finished.get(environment).add(world.metrics(environment));
                counted++;
            }
        }
        return counted;
    }

    /** Episodes of one environment: the total shared out evenly, the remainder to the first ones. */
    int quota(int environment) {
        return episodes / environments + (environment < episodes % environments ? 1 : 0);
    }
}
