package io.slipstream.app.specialise;

import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.app.pretrain.Scenarios;
import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.PolicyComparison;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.SubUnits;
import io.slipstream.sim.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures the sub-units of a base: what they do in the same states, and how well they drive. */
final class UnitMeasurement {
    private static final int ENVIRONMENTS = 64;
    private static final int TICKS = 256;
    private static final int BATCHES = 16;
    private static final int BATCH = 16;
    private static final int LENGTH = 32;

    private final ModelWeights base;
    private final List<float[]> ends = new ArrayList<>();
    private final List<String> names;
    private final int episodes;
    private final long seed;

    UnitMeasurement(ModelWeights base, SubUnits units, int episodes, long seed) {
        this.base = base.withUnits(Optional.empty());
        this.names = units.units().stream().map(SubUnits.Unit::name).toList();
        for (int m = 0; m < names.size(); m++) {
            ends.add(units.vertex(m, base.flat(Network.ACTOR)));
        }
        this.episodes = episodes;
        this.seed = seed;
    }

    /**
     * Measures.
     *
     * @param progress hears the name of each task that is about to be driven
     */
    UnitFigures run(List<String> tasks, Consumer<String> progress) {
        List<List<Interval>> success = new ArrayList<>();
        List<double[][]> apart = new ArrayList<>();
        List<double[]> fromBase = new ArrayList<>();
        for (String task : tasks) {
            progress.accept(task);
            success.add(successes(task));
            List<double[]> distances = distances(Scenarios.of(task, "C0"));
            fromBase.add(distances.get(0));
            apart.add(distances.subList(1, distances.size()).toArray(new double[0][]));
        }
        return new UnitFigures(
                names, tasks, success, apart, fromBase, halfway(tasks.get(0)), episodes, BATCHES * BATCH * LENGTH);
    }

    private List<Interval> successes(String task) {
        List<Interval> successes = new ArrayList<>(List.of(success(task, base.flat(Network.ACTOR))));
        ends.forEach(end -> successes.add(success(task, end)));
        return successes;
    }

    private List<Interval> halfway(String task) {
        List<Interval> between = new ArrayList<>();
        for (int m = 0; m < ends.size(); m++) {
            for (int n = m + 1; n < ends.size(); n++) {
                float[] middle = new float[ends.get(m).length];
                for (int i = 0; i < middle.length; i++) {
                    middle[i] = 0.5f * (ends.get(m)[i] + ends.get(n)[i]);
                }
                between.add(success(task, middle));
            }
        }
        return between;
    }

    private Interval success(String task, float[] actor) {
        Evaluation evaluation = new Evaluation(Scenarios.of(task, "C0"), episodes, ENVIRONMENTS, seed);
        ModelWeights weights = base.with(Network.ACTOR, actor);
        try (Pilot pilot = new ModelPilot(weights, evaluation.environments(), seed, false)) {
            return EvaluationSummary.of(evaluation.scenario().task(), evaluation.run(pilot))
                    .success();
        }
    }

    /** Distances [M] of the base to every end, then of each end to every end. */
    private List<double[]> distances(Scenario scenario) {
        ReplayWindow replay = new ReplayWindow(base.spec().observationSize(), ENVIRONMENTS * TICKS);
        try (Driving driving = new Driving(base, List.of(scenario), ENVIRONMENTS, replay, seed)) {
            for (int tick = 0; tick < TICKS; tick++) {
                driving.tick();
            }
        }
        List<float[]> policies = new ArrayList<>(List.of(base.flat(Network.ACTOR)));
        policies.addAll(ends);
        List<double[]> distances = new ArrayList<>();
        policies.forEach(policy -> distances.add(new double[ends.size()]));
        SamplerRandom random = new SamplerRandom(seed);
        try (PolicyComparison comparison = new PolicyComparison(base, seed)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                List<float[]> actions = comparison.probabilities(replay.sample(BATCH, LENGTH, random), policies);
                for (int p = 0; p < policies.size(); p++) {
                    for (int m = 0; m < ends.size(); m++) {
                        distances.get(p)[m] += comparison.totalVariation(actions.get(p), actions.get(m + 1)) / BATCHES;
                    }
                }
            }
        }
        return distances;
    }
}
